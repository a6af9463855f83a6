/* The same totals with checks that work. */
#include <limits.h>
#include <stddef.h>
#include <stdint.h>

struct total {
    int volume;
};

int add_volume(struct total *total, int volume)
{
    if (volume < 0 || volume > INT_MAX - total->volume)
        return -1;
    total->volume += volume;
    return 0;
}

/* Unsigned numbers wrap, and can be asked afterwards. */
int add_length(size_t *total, size_t length)
{
    if (*total + length < *total)
        return -1;
    *total += length;
    return 0;
}

/* Cut to the narrow type, the sum shows that it wrapped. */
int is_inside(uint16_t start, uint16_t length)
{
    if ((uint16_t)(start + length) < start)
        return 0;
    return start + length < 4096;
}

int has_room(const uint8_t *p, const uint8_t *end, size_t length)
{
    return length <= (size_t)(end - p);
}

/* Another number, another sum. */
int is_sorted(int first, int step, int second)
{
    return first + step < second && second + step > first;
}

double sum_of(double a, double b)
{
    return a + b < a ? a : a + b;
}
