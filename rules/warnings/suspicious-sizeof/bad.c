/* Buffers of a recorder whose size is another than meant. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sample {
    uint32_t time;
    int16_t channels[8];
};

/* Room for a pointer, where a sample is meant. */
struct sample *new_sample(void)
{
    struct sample *s = malloc(sizeof(struct sample *)); // expect: suspicious-sizeof at `sizeof(struct sample *)`

    return s;
}

/* The same with the variable itself. */
struct sample *new_samples(size_t count)
{
    struct sample *s;

    s = calloc(count, sizeof(s)); // expect: suspicious-sizeof at `sizeof(s)`
    return s;
}

/* An array parameter is a pointer, so this is 2 or 4, whatever is passed. */
int sum(const int16_t values[8])
{
    int total = 0;

    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) // expect: suspicious-sizeof at `sizeof(values)`
        total += values[i];
    return total;
}

/* A pointer divided by its element. */
size_t count_of(const struct sample *samples)
{
    return sizeof(samples) / sizeof(samples[0]); // expect: suspicious-sizeof at `sizeof(samples)`
}

/* The size of a size. */
void *copy(const struct sample *s)
{
    void *to = malloc(sizeof(sizeof(*s))); // expect: suspicious-sizeof at `sizeof(sizeof(*s))`

    return to;
}

/* The array plus one is a pointer. */
char *make_line(void)
{
    char line[40] = "";

    return calloc(1, sizeof(line + 1)); // expect: suspicious-sizeof at `sizeof(line + 1)`
}

/* A character constant is an int in C. */
size_t separator_length(void)
{
    return sizeof(','); // expect: suspicious-sizeof at `sizeof(',')`
}
