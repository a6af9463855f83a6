/* Registers as their bits: what one name writes, the others read. */
#include <stdint.h>

typedef union {
    uint32_t value;
    struct {
        uint32_t packet_size : 11;
        uint32_t endpoint : 4;
        uint32_t reserved : 17;
    };
} channel_t;

struct status {
    union {
        uint8_t byte;
        struct {
            uint8_t low : 4;
            uint8_t high : 4;
        };
    };
    int source;
};

unsigned endpoint_of(const volatile uint32_t *registers)
{
    channel_t channel;

    channel.value = registers[3];
    return channel.endpoint;
}

unsigned packets_in(const volatile uint32_t *registers, unsigned length)
{
    const channel_t channel = { .value = registers[3] };

    return length / channel.packet_size;
}

int is_low(const volatile uint8_t *port)
{
    struct status status;

    status.byte = port[0];
    return status.low == 0;
}
