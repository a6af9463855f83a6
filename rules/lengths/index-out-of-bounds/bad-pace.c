/* Two positions that a loop moves at different pace: room for the slower one is not enough for the other. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define SERIAL 20

static const char digits[] = "0123456789abcdef";

int show_serial(FILE *in)
{
    uint8_t raw[SERIAL];
    char hex[SERIAL + 1];
    const uint8_t *from = raw;
    char *to = hex;

    if (fread(raw, 1, sizeof raw, in) != sizeof raw)
        return -1;
    while (from < raw + SERIAL) {
        *to++ = digits[*from >> 4]; // expect: index-out-of-bounds at `*to++ = digits[*from >> 4]`
        *to++ = digits[*from & 15]; // expect: index-out-of-bounds at `*to++ = digits[*from & 15]`
        from++;
    }
    return puts("done");
}

/* The faster counter is declared first. */
void widen(const uint8_t *samples, uint16_t sums[16])
{
    uint8_t wide[32];
    size_t at = 0;
    size_t i;

    for (i = 0; i < 32; i++) {
        wide[at] = samples[i]; // expect: index-out-of-bounds at `wide[at] = samples[i]`
        at += 2;
    }
    for (i = 0; i < 16; i++)
        sums[i] = (uint16_t)(wide[2 * i] + wide[2 * i + 1]);
}

static void expand(uint8_t *to, const uint8_t *from, size_t count)
{
    size_t i, j = 0;

    for (i = 0; i < count; i++) {
        to[j] = from[i];
        to[j + 1] = 0;
        to[j + 2] = 0;
        j += 3;
    }
}

int expand_line(FILE *in, FILE *out)
{
    uint8_t grey[64];
    uint8_t colour[128];

    if (fread(grey, 1, sizeof grey, in) != sizeof grey)
        return -1;
    expand(colour, grey, sizeof grey); // expect: index-out-of-bounds at `expand(colour, grey, sizeof grey)`
    return fwrite(colour, 1, sizeof colour, out) == sizeof colour ? 0 : -1;
}
