/* The same calculator with the sizes of what is meant. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEY_SIZE 32

struct dose {
    double volume;
    double rate;
    char drug[24];
};

/* The size is a constant of its own. */
void clear_key(uint8_t key[KEY_SIZE])
{
    memset(key, 0, KEY_SIZE);
}

/* What the pointer points to. */
struct dose *new_dose(void)
{
    struct dose *d = malloc(sizeof *d);

    if (d == NULL)
        return NULL;
    memset(d, 0, sizeof *d);
    return d;
}

/* An array keeps its size inside the record. */
void set_drug(struct dose *d, const char *drug)
{
    snprintf(d->drug, sizeof d->drug, "%s", drug);
}

/* And in the function that declares it. */
void show(const struct dose *d)
{
    char line[64];

    snprintf(line, sizeof line, "%s %.1f ml", d->drug, d->volume);
    puts(line);
}

/* The size comes with the buffer. */
void describe(char *out, size_t size, const struct dose *d)
{
    snprintf(out, size, "%s %.1f ml", d->drug, d->volume);
}

/* An array of pointers is measured in pointers. */
void clear_doses(struct dose *doses[8], size_t count)
{
    struct dose *kept[8];

    if (count > 8)
        return;
    memcpy(kept, doses, count * sizeof(struct dose *));
    memset(doses, 0, count * sizeof doses[0]);
    memcpy(doses, kept, count * sizeof kept[0]);
}

/* The pointer itself is what is stored. */
void store_pointer(uint8_t *message, struct dose *d)
{
    memcpy(message, &d, sizeof d);
}

/* The parentheses of an array. */
void copy_dose(struct dose *to, const struct dose *from)
{
    memcpy(to, from, sizeof(struct dose));
}
