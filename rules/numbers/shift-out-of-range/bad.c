#include <stdint.h>
#include <stdio.h>
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

/* The mask has 64 bits, and what is shifted 32. */
uint64_t all_channels(void)
{
    uint64_t mask = 0;

    for (int channel = 0; channel < 48; channel++)
        mask |= 1 << channel; // expect: shift-out-of-range at `1 << channel`
    return mask;
}

/* From below nobody looks. */
uint32_t bit_of(void)
{
    int bit;

    if (scanf("%d", &bit) != 1 || bit > 31)
        return 0;
    return 1u << bit; // expect: shift-out-of-range at `1u << bit`
}

/* A prefix of no bits leaves 32. */
uint32_t netmask(int bits)
{
    if (bits < 0 || bits > 32)
        return 0;
    return ~0u << (32 - bits); // expect: shift-out-of-range at `~0u << (32 - bits)`
}
