#include <stddef.h>

const char *quotation(const char *p, const char *end)
{
    while (*p != '"' && p < end) // expect: late-bounds-check at `*p`
        p++;
    return p;
}

size_t until_separator(const unsigned char *start, size_t length)
{
    const unsigned char *p = start;
    while ((*p != 0x1e) && ((size_t)(p - start) < length)) // expect: late-bounds-check at `*p`
        p++;
    return (size_t)(p - start);
}

static int slots[8];

int free_slot(void)
{
    int i = 0;
    while (slots[i] != -1 && i < 8) // expect: late-bounds-check at `slots[i]`; index-out-of-bounds at `slots[i]`
        i++;
    return i;
}
