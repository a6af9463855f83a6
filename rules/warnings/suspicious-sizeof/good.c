/* The same buffers with their own sizes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

struct sample {
    uint32_t time;
    int16_t channels[8];
};

/* What the pointer points to. */
struct sample *new_sample(void)
{
    struct sample *s = malloc(sizeof *s);

    return s;
}

struct sample *new_samples(size_t count)
{
    return calloc(count, sizeof(struct sample));
}

/* An array of pointers is made of pointers. */
struct sample **new_table(size_t count)
{
    struct sample **table = malloc(count * sizeof(struct sample *));

    return table;
}

/* The number of elements comes with the array. */
int sum(const int16_t *values, size_t count)
{
    int total = 0;

    for (size_t i = 0; i < count; i++)
        total += values[i];
    return total;
}

/* An array that is one: in its function, in its record. */
int total(const struct sample *s)
{
    int16_t copy[8];

    memcpy(copy, s->channels, sizeof copy);
    return sum(copy, COUNT_OF(copy)) + sum(s->channels, COUNT_OF(s->channels));
}

/* A text with its terminator, and one more. */
char *make_line(void)
{
    char line[40] = "";

    return calloc(1, sizeof(line) + 1);
}

/* The size of a literal and of a pointer, where those are meant. */
size_t separator_length(void)
{
    return sizeof(", ") - 1 + sizeof(void *);
}
