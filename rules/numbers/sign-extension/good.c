/* The same, with bytes that have no sign. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>

struct frame {
    unsigned char raw[8];
    char name[8];
};

unsigned length_of(const struct frame *f)
{
    return (unsigned)(f->raw[2] << 8 | f->raw[3]);
}

uint32_t word_at(const char *p)
{
    return (uint32_t)(unsigned char)p[1] << 8 | (unsigned char)p[0];
}

unsigned masked(const char *p)
{
    return (unsigned)((p[0] & 0xff) << 8 | (p[1] & 0xff));
}

/* A table for every byte. */
static unsigned short met[256];

void count(const char *text)
{
    for (; *text != '\0'; text++)
        met[(unsigned char)*text]++;
}

void count_plain(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text >= 0)
            met[(int)*text]++;
}

void count_bytes(const unsigned char *bytes, unsigned size)
{
    for (unsigned i = 0; i < size; i++)
        met[bytes[i]]++;
}

/* The first byte may carry the sign of the whole. */
int signed_word(const int8_t *p, const uint8_t *low)
{
    return p[0] * 256 + low[0];
}

int hash(const struct frame *f)
{
    return (f->name[0] << 4) + f->name[1];
}

int count_letters(void)
{
    char line[80];
    int n = 0;
    int c;

    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    for (const char *p = line; *p != '\0'; p++) {
        unsigned char letter = (unsigned char)*p;

        if (isalpha(letter) || isdigit((unsigned char)*p))
            n++;
        if (*p >= 0 && isupper(*p))
            n++;
    }
    while ((c = getchar()) != EOF)
        if (isspace(c))
            n--;
    return n;
}

/* What the caller has looked at already is the caller's. */
int is_name(const char *text)
{
    return isalpha(text[0]) != 0;
}
