/* Commands of a remote control. */
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

struct command {
    uint32_t kind;
    char *text;
    int (*handler)(int value);
    uint32_t *setting;
};

int first_letter(int peer)
{
    struct command order;

    if (recv(peer, &order, sizeof order, 0) != (ssize_t)sizeof order)
        return -1;
    return order.text[0]; // expect: pointer-from-message at `order.text[0]`
}

int run(int peer)
{
    struct command order;

    if (recv(peer, &order, sizeof order, 0) != (ssize_t)sizeof order)
        return -1;
    return order.handler(1); // expect: pointer-from-message at `order.handler`
}

int set(int peer, uint32_t value)
{
    unsigned char frame[64];
    struct command order;

    if (recv(peer, frame, sizeof frame, 0) != (ssize_t)sizeof frame)
        return -1;
    memcpy(&order, frame, sizeof order);
    *order.setting = value; // expect: pointer-from-message at `*order.setting`
    return 0;
}

/* A number that becomes an address. */
int poke(int peer, uint32_t value)
{
    uintptr_t place;

    if (recv(peer, &place, sizeof place, 0) != (ssize_t)sizeof place)
        return -1;
    *(volatile uint32_t *)place = value; // expect: pointer-from-message at `*(volatile uint32_t *)place`
    return 0;
}
