/* Bus driver of a controller with a real-time system; the declarations are the system's. */
#include <stddef.h>
#include <stdint.h>

typedef void *SemaphoreHandle_t;
typedef long BaseType_t;
typedef uint32_t TickType_t;
#define pdTRUE 1

BaseType_t xSemaphoreTake(SemaphoreHandle_t semaphore, TickType_t wait);
BaseType_t xSemaphoreGive(SemaphoreHandle_t semaphore);
void taskENTER_CRITICAL(void);
void taskEXIT_CRITICAL(void);
int bus_write(uint8_t address, const uint8_t *data, size_t size);

static SemaphoreHandle_t bus;
static volatile uint32_t pending;

int send_command(uint8_t address, const uint8_t *data, size_t size)
{
    if (xSemaphoreTake(bus, 100) != pdTRUE)
        return -1;
    if (bus_write(address, data, size) != 0)
        return -2; // expect: lock-not-released at `return`
    xSemaphoreGive(bus);
    return 0;
}

uint32_t next_event(void)
{
    uint32_t event;

    taskENTER_CRITICAL();
    if (pending == 0)
        return 0; // expect: lock-not-released at `return`
    event = pending & (0U - pending);
    pending &= ~event;
    taskEXIT_CRITICAL();
    return event;
}
