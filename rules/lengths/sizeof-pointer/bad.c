/* Dose calculator: tables and keys that are cleared and copied. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct dose {
    double volume;
    double rate;
    char drug[24];
};

/* The size of the parameter is the size of a pointer, whatever the brackets say. */
void clear_key(uint8_t key[32])
{
    memset(key, 0, sizeof(key)); // expect: sizeof-pointer at `sizeof(key)`
}

/* Only the first bytes of the record are cleared. */
struct dose *new_dose(void)
{
    struct dose *d = malloc(sizeof *d);

    if (d == NULL)
        return NULL;
    memset(d, 0, sizeof(d)); // expect: sizeof-pointer at `sizeof(d)`
    return d;
}

/* Only as many characters as a pointer has bytes are compared. */
int is_same_drug(const char *a, const char *b)
{
    return strncmp(a, b, sizeof(a)) == 0; // expect: sizeof-pointer at `sizeof(a)`
}

/* The text is cut to the size of the pointer. */
void set_drug(char *to, const char *from)
{
    strncpy(to, from, sizeof(to)); // expect: sizeof-pointer at `sizeof(to)`
    to[23] = '\0';
}

/* The same with a limit for printing. */
void describe(char *out, const struct dose *d)
{
    snprintf(out, sizeof out, "%s %.1f ml", d->drug, d->volume); // expect: sizeof-pointer at `sizeof out`
}

/* The pointer to the record instead of the record. */
void copy_dose(struct dose *to, const struct dose *from)
{
    memcpy(to, from, sizeof(from)); // expect: sizeof-pointer at `sizeof(from)`
}
