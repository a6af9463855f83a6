/* Registers of a valve driver, read by somebody in a hurry. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define STATUS_READY 0x04u
#define MODE_MASK 0x30u
#define MODE_FAST 0x10u

struct driver {
    uint32_t status;
    uint8_t high, low;
    int pressure;
};

/* `!` is done first. */
bool must_wait(const struct driver *d)
{
    return !d->status & STATUS_READY; // expect: mistaken-operator at `!d->status`
}

/* The comparison is done first. */
bool is_fast(const struct driver *d)
{
    if (d->status & MODE_MASK == MODE_FAST) // expect: mistaken-operator at `d->status & MODE_MASK == MODE_FAST`
        return true;
    return STATUS_READY != d->status & 0x0fu; // expect: mistaken-operator at `STATUS_READY != d->status`
}

/* 0 or 1 is always below 250. */
bool is_in_range(const struct driver *d)
{
    return 20 < d->pressure < 250; // expect: mistaken-operator at `20 < d->pressure < 250`
}

/* Shifted by more than any word has. */
unsigned position(const struct driver *d)
{
    return d->high << 8 + d->low; // expect: mistaken-operator at `d->high << 8 + d->low`
}

/* Eight, and not a thousand and twenty-four. */
unsigned buffer_size(unsigned kilobytes)
{
    unsigned unit = 2 ^ 10; // expect: mistaken-operator at `2 ^ 10`
    long limit = kilobytes * 10 ^ 6; // expect: mistaken-operator at `kilobytes * 10 ^ 6`

    return kilobytes * unit < (unsigned long)limit ? kilobytes * unit : unit;
}

/* True for every status but 0. */
bool has_failed(const struct driver *d)
{
    return d->status && 0x80; // expect: mistaken-operator at `0x80`
}

/* Room for one number, and n bytes. */
int *make_table(size_t n)
{
    return malloc(n + 1 * sizeof(int)); // expect: mistaken-operator at `n + 1 * sizeof(int)`
}

/* 0 or 1 is never more than 5. */
bool is_low(int level)
{
    return !level > 5; // expect: mistaken-operator at `!level > 5`
}
