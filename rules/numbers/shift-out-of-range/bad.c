#include <stdint.h>
#include <stdlib.h>

uint32_t all(void)
{
    return 1u << 32; // expect: shift-out-of-range at `1u << 32`
}

uint32_t mask(unsigned bit)
{
    if (bit > 32)
        return 0;
    return 1u << bit; // expect: shift-out-of-range at `1u << bit`
}

uint64_t wide(void)
{
    int bit = 40;
    return 1 << bit; // expect: shift-out-of-range at `1 << bit`
}

int chosen(void)
{
    const char *text = getenv("BIT");
    if (text == NULL)
        return 0;
    int bit = atoi(text);
    return 1 << bit; // expect: shift-out-of-range at `1 << bit`
}
