/* Range checks of a sensor that check nothing. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct range {
    int low;
    int high;
};

/* Unsigned numbers are never below zero, so every index is right. */
int is_index(uint32_t index)
{
    return index >= 0; // expect: tautological-comparison at `index >= 0`
}

/* Nor is a size: the error is never seen. */
int is_error(size_t length)
{
    if (length < 0) // expect: tautological-comparison at `length < 0`
        return 1;
    return 0;
}

/* A byte holds 255 at most. */
int is_overload(uint8_t level)
{
    return level > 300; // expect: tautological-comparison at `level > 300`
}

/* EOF is negative and does not fit either. */
int count_bytes(FILE *in)
{
    uint8_t c;
    int count = 0;

    while ((c = (uint8_t)fgetc(in)) != 0) {
        if (c == -1) // expect: tautological-comparison at `c == -1`
            break;
        count++;
    }
    return count;
}

/* No value lies below the one and above the other. */
int is_outside(int value)
{
    return value < 10 && value > 100; // expect: tautological-comparison at `value < 10 && value > 100`
}

/* Every value differs from one of the two. */
int is_other(int code)
{
    if (code != 3 || code != 4) // expect: tautological-comparison at `code != 3 || code != 4`
        return 1;
    return 0;
}

/* The wrong field. */
int is_empty(const struct range *r)
{
    return r->low == r->low; // expect: tautological-comparison at `r->low == r->low`
}

struct control {
    unsigned mode : 2;
    int on : 1;
};

/* A truth value has two, a field of one bit with a sign has 0 and -1. */
int state_of(const struct control *c, int status)
{
    bool ok = status > 0;

    if (ok > 1) // expect: tautological-comparison at `ok > 1`
        return 0;
    if (c->on == 1) // expect: tautological-comparison at `c->on == 1`
        return 1;
    return c->mode > 3; // expect: tautological-comparison at `c->mode > 3`
}
