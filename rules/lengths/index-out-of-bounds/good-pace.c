/* Room for the faster of two positions, or the faster one is what the loop asks for. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define SERIAL 20

static const char digits[] = "0123456789abcdef";

int show_serial(FILE *in)
{
    uint8_t raw[SERIAL];
    char hex[2 * SERIAL + 1];
    const uint8_t *from = raw;
    char *to = hex;

    if (fread(raw, 1, sizeof raw, in) != sizeof raw)
        return -1;
    while (from < raw + SERIAL) {
        *to++ = digits[*from >> 4];
        *to++ = digits[*from & 15];
        from++;
    }
    *to = '\0';
    return puts(hex);
}

void halve(const uint8_t wide[64], uint8_t low[32])
{
    size_t at = 0;
    size_t i;

    for (i = 0; at < 64; i++) {
        low[i] = wide[at];
        at += 2;
    }
}

/* It depends on the text how much faster, and what is left is asked for. */
void escape(const char *text, char *out, size_t room)
{
    char quoted[40];
    size_t n = 0;

    for (; *text != '\0' && n + 2 < sizeof quoted; text++) {
        if (*text == '"')
            quoted[n++] = '\\';
        quoted[n++] = *text;
    }
    quoted[n] = '\0';
    snprintf(out, room, "%s", quoted);
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
    uint8_t colour[192];

    if (fread(grey, 1, sizeof grey, in) != sizeof grey)
        return -1;
    expand(colour, grey, sizeof grey);
    return fwrite(colour, 1, sizeof colour, out) == sizeof colour ? 0 : -1;
}
