/* A helper says that it has set nothing, its caller asks for that, and goes on all the same. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static int parse_rate(const char *text, int *rate)
{
    char *end;
    long value = strtol(text, &end, 10);

    if (end == text || *end != '\0')
        return -1;
    if (value < 0 || value > 1000)
        return -2;
    *rate = (int)value;
    return 0;
}

int rate_in(const char *text)
{
    int rate;

    if (parse_rate(text, &rate) < 0)
        fprintf(stderr, "no rate: %s\n", text);
    return rate; // expect: uninitialised-variable at `rate`
}

struct span {
    int low;
    int high;
};

static bool span_of(int channel, struct span *span)
{
    if (channel < 0)
        return false;
    span->low = channel * 10;
    span->high = channel * 10 + 9;
    return true;
}

int width_of(int channel)
{
    struct span span;
    bool is_known = span_of(channel, &span);

    if (!is_known)
        printf("no channel %d\n", channel);
    return span.high - span.low; // expect: uninitialised-variable
}
