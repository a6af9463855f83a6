/* A helper says whether it has set something, and its caller keeps to that; or it says so only nearly. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static int parse_rate(const char *text, int *rate)
{
    char *end;
    long value = strtol(text, &end, 10);

    if (end == text || *end != '\0')
        return -1;
    *rate = (int)value;
    return 0;
}

int rate_in(const char *text)
{
    int rate;

    if (parse_rate(text, &rate) < 0)
        rate = 50;
    return rate;
}

int two_rates(const char *first, const char *second)
{
    int one, other;
    int status = parse_rate(first, &one);

    if (status == 0)
        status = parse_rate(second, &other);
    return status == 0 ? one + other : -1;
}

/* It finds what there is, and callers know that there is something: 0 is what it answers both ways. */
static int last_of(const int *values, int count, int *last)
{
    int i;

    for (i = 0; i < count; i++)
        if (values[i] != 0)
            *last = values[i];
    return 0;
}

int last_set(const int *values, int count)
{
    int last;

    if (last_of(values, count, &last) != 0)
        return -1;
    return last;
}

/* What goes in comes out changed: where it fails, it is what it was. */
static int next_of(int *number)
{
    if (*number >= 1000)
        return -1;
    *number += 1;
    return 0;
}

int after(int number)
{
    int next = number;

    if (next_of(&next) < 0)
        puts("at its end");
    return next;
}
