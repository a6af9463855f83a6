/* The same registers, with parentheses, and expressions that are meant as they stand. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define STATUS_READY 0x04u
#define MODE_MASK 0x30u
#define MODE_FAST 0x10u
#define USE_FAST 1

struct driver {
    uint32_t status;
    uint8_t high, low;
    int pressure;
    bool open;
};

struct header {
    size_t count;
};

bool must_wait(const struct driver *d)
{
    return !(d->status & STATUS_READY);
}

bool is_fast(const struct driver *d)
{
    return (d->status & MODE_MASK) == MODE_FAST;
}

bool is_in_range(const struct driver *d)
{
    return 20 < d->pressure && d->pressure < 250;
}

unsigned position(const struct driver *d)
{
    return (d->high << 8) + d->low;
}

/* Truth values may be joined by '&' and '|': all of them are asked. */
bool all_is_well(const struct driver *d, bool armed)
{
    bool ok = !d->open & armed;

    ok = ok & d->pressure > 20;
    return (d->high == 0) & ok | d->low == 0 & !d->open;
}

/* A sum of bits is what is meant to be shifted by, and bits are flipped. */
unsigned bits(unsigned n, unsigned flags)
{
    unsigned mask = 1u << n - 1;

    mask |= 1u << 8 + n;
    return flags ^ mask ^ 0x10 ^ 2;
}

/* A switch of the build, and an endless loop. */
int run(int speed)
{
    while (1 && speed > 0)
        speed -= USE_FAST && speed > 10 ? 10 : 1;
    return speed;
}

struct header *make_table(size_t n)
{
    return malloc(sizeof(struct header) + n * sizeof(int));
}

int *make_list(size_t n)
{
    return malloc((n + 1) * sizeof(int));
}

/* An outcome that is compared with another. */
bool is_same_side(int a, int b)
{
    return a < 0 == b < 0;
}
