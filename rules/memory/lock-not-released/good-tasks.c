/* A semaphore that counts what is free: who gets one keeps it, and the result says so. */
#include <stdint.h>

typedef void *SemaphoreHandle_t;
typedef long BaseType_t;
typedef uint32_t TickType_t;
#define pdFAIL 0
#define pdPASS 1

extern SemaphoreHandle_t free_descriptors;
extern uint32_t next_descriptor;

BaseType_t xSemaphoreTake(SemaphoreHandle_t semaphore, TickType_t wait);
BaseType_t xSemaphoreGive(SemaphoreHandle_t semaphore);
int is_link_up(void);
void start_transfer(uint32_t descriptor, const void *frame);

BaseType_t send_frame(const void *frame)
{
    BaseType_t result = pdFAIL;

    do {
        if (xSemaphoreTake(free_descriptors, 100) != pdPASS)
            break;
        if (!is_link_up()) {
            xSemaphoreGive(free_descriptors);
            break;
        }
        start_transfer(next_descriptor++, frame);
        result = pdPASS;
    } while (0);
    return result;
}
