#include <stdint.h>
#include <stdlib.h>

uint32_t high(void)
{
    return 1u << 31;
}

uint32_t mask(unsigned bit)
{
    if (bit > 31)
        return 0;
    return 1u << bit;
}

uint64_t wide(void)
{
    int bit = 40;
    return UINT64_C(1) << bit;
}

unsigned chosen(void)
{
    const char *text = getenv("BIT");
    if (text == NULL)
        return 0;
    return 1u << (atoi(text) & 31);
}

uint32_t rotated(uint32_t x, int n)
{
    return (x << n) | (x >> (32 - n));
}

uint64_t all_channels(void)
{
    uint64_t mask = 0;

    for (int channel = 0; channel < 48; channel++)
        mask |= UINT64_C(1) << channel;
    return mask;
}

uint32_t netmask(int bits)
{
    if (bits < 0 || bits > 32)
        return 0;
    return bits == 0 ? 0 : ~0u << (32 - bits);
}

uint32_t hostmask(unsigned bits)
{
    if (bits == 0 || bits > 32)
        return 0;
    return ~0u >> (32 - bits);
}
