#include <stddef.h>

const char *quotation(const char *p, const char *end)
{
    while (p < end && *p != '"')
        p++;
    return p;
}

/* The text is terminated; the bound is that of the copy. */
void copy_word(char word[16], const char *text)
{
    size_t i = 0;
    while (text[i] != '\0' && text[i] != ' ' && i < 15) {
        word[i] = text[i];
        i++;
    }
    word[i] = '\0';
}

static int slots[8];

int free_slot(void)
{
    int i = 0;
    while (i < 8 && slots[i] != -1)
        i++;
    return i;
}
