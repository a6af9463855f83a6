/* The same checks, which can turn out either way. */
#include <stdbool.h>
#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>

#define MINIMUM 0

struct range {
    int low;
    int high;
};

/* Counting down with the test before the step. */
int last_set(uint32_t mask, unsigned bits)
{
    for (unsigned i = bits; i-- > 0;) {
        if (mask & (1u << i))
            return (int)i;
    }
    return -1;
}

/* A signed type, for results that may be negative. */
int is_error(long length)
{
    return length < 0;
}

int is_overload(uint16_t level)
{
    return level > 300;
}

/* The int that fgetc returns. */
int count_bytes(FILE *in)
{
    int c;
    int count = 0;

    while ((c = fgetc(in)) != -1)
        count += c != 0;
    return count;
}

int is_outside(int value)
{
    return value < 10 || value > 100;
}

int is_other(int code)
{
    return code != 3 && code != 4;
}

int is_empty(const struct range *r)
{
    return r->low == r->high;
}

/* NaN is the one value that differs from itself. */
int is_number(double value)
{
    return value == value;
}

/* A limit that is 0 only in this configuration. */
int is_valid(unsigned value)
{
    return value >= MINIMUM && value < 4096;
}

/* Constants compared in an assertion, and in code for another platform. */
int width(void)
{
    assert(sizeof(int) >= 2);
    if (sizeof(long) == 8)
        return 64;
    return 32;
}

/* A register that changes between the reads. */
int has_ticked(volatile uint32_t *counter)
{
    return *counter != *counter;
}

/* This configuration has no slots. */
#define SLOTS 0

int is_slot(int index)
{
    return index >= 0 && index < (int)SLOTS;
}

struct control {
    unsigned mode : 2;
    unsigned on : 1;
    int level : 4;
};

int state_of(const struct control *c, bool ok)
{
    if (ok == 1 || c->on == 1 || c->mode == 3)
        return 1;
    return c->level < 0 || c->level == 7 || ok > 0;
}
