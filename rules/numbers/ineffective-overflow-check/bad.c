/* Totals of a pump whose checks are compiled away. */
#include <stddef.h>
#include <stdint.h>

struct total {
    int volume;
};

/* Signed: the compiler knows that a sum never wraps. */
int add_volume(struct total *total, int volume)
{
    if (total->volume + volume < total->volume) // expect: ineffective-overflow-check at `total->volume + volume < total->volume`
        return -1;
    total->volume += volume;
    return 0;
}

/* The other way round. */
long add_offset(long start, long offset)
{
    return start > offset + start ? -1 : start; // expect: ineffective-overflow-check at `start > offset + start`
}

/* Narrow: the sum is an int and never wraps. */
int is_inside(uint16_t start, uint16_t length)
{
    if (start + length < start) // expect: ineffective-overflow-check at `start + length < start`
        return 0;
    return (uint16_t)(start + length) < 4096;
}

/* Pointers never wrap either. */
int has_room(const uint8_t *p, const uint8_t *end, size_t length)
{
    if (p + length < p) // expect: ineffective-overflow-check at `p + length < p`
        return 0;
    return p + length <= end;
}
