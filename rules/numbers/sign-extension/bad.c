/* A frame from a serial line, and a line of commands. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>

struct frame {
    char raw[8];
};

/* From 0x80 on the second byte spoils the first. */
unsigned length_of(const struct frame *f)
{
    return (unsigned)(f->raw[2] << 8 | f->raw[3]); // expect: sign-extension at `f->raw[3]`
}

/* A table for every byte has nothing before its start. */
static unsigned short met[256];

void count(const char *text)
{
    for (; *text != '\0'; text++)
        met[(int)*text]++; // expect: sign-extension at `*text`
}

static const signed char digit_values[256] = {['1'] = 1, ['2'] = 2};

int digit_at(const char *text, unsigned at)
{
    return digit_values[text[at]]; // expect: sign-extension at `text[at]`
}

uint32_t word_at(const char *p)
{
    uint32_t word = (uint32_t)p[3] << 24 | (uint32_t)(unsigned char)p[2] << 16 | (unsigned char)p[1] << 8 | p[0]; // expect: sign-extension at `p[0]`

    return word + ((p[5] << 8) + *p); // expect: sign-extension at `*p`
}

/* Letters with accents are negative. */
int count_letters(void)
{
    char line[80];
    int n = 0;

    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    for (const char *p = line; *p != '\0'; p++)
        if (isalpha(*p)) // expect: sign-extension at `isalpha(*p)`
            n++;
    line[0] = (char)toupper(line[0]); // expect: sign-extension at `toupper(line[0])`
    return n + (line[0] == 'X');
}
