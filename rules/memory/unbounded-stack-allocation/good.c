/* Channels of a recorder: the amount is limited, or comes from the heap. */
#include <alloca.h>
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_CHANNELS 32

void show(const char *text);
int average(const uint16_t *samples, size_t count);
int more_work(void);

/* Compared with a limit. */
int mean_of(const uint16_t *values, size_t count)
{
    if (count > MAX_CHANNELS)
        return -1;
    uint16_t sorted[count];
    memcpy(sorted, values, sizeof sorted);
    return average(sorted, count);
}

/* The type is the limit. */
int mean_of_few(const uint16_t *values, uint8_t count)
{
    uint16_t sorted[count + 1];

    memcpy(sorted, values, count * sizeof sorted[0]);
    return average(sorted, count);
}

/* The contract is checked. */
int mean_of_channels(const uint16_t *values, size_t count)
{
    assert(count <= MAX_CHANNELS);
    uint16_t sorted[count];
    memcpy(sorted, values, sizeof sorted);
    return average(sorted, count);
}

/* The smaller of two. */
int mean_of_first(const uint16_t *values, size_t count)
{
    size_t used = count < MAX_CHANNELS ? count : MAX_CHANNELS;
    uint16_t sorted[used];

    memcpy(sorted, values, sizeof sorted);
    return average(sorted, used);
}

/* What only this file calls gets what this file computed. */
static int mean_of_all(const uint16_t *values, size_t count)
{
    uint16_t sorted[count];

    memcpy(sorted, values, sizeof sorted);
    return average(sorted, count);
}

int mean_of_pair(const uint16_t *values)
{
    return mean_of_all(values, 2);
}

/* The heap can say no. */
void show_label(const char *name)
{
    char *copy = malloc(strlen(name) + 8);

    if (copy == NULL)
        return;
    snprintf(copy, strlen(name) + 8, "label: %s", name);
    show(copy);
    free(copy);
}

/* Small on the stack, large on the heap. */
int load(const uint8_t *from, size_t size)
{
    uint8_t *work = size <= 512 ? alloca(size) : malloc(size);
    int sum = 0;

    if (work == NULL)
        return -1;
    memcpy(work, from, size);
    for (size_t i = 0; i < size; i++)
        sum += work[i];
    if (size > 512)
        free(work);
    return sum;
}

/* Once, before the loop; and an array that ends with each round. */
void drain(FILE *in)
{
    char *line = alloca(256);

    while (more_work()) {
        int used = 16;
        char prefix[used];

        snprintf(prefix, sizeof prefix, "%d", used);
        show(prefix);
        if (fgets(line, 256, in) == NULL)
            break;
        show(line);
    }
}

/* A handful of rounds. */
int gather(void)
{
    uint8_t *parts[4];

    for (int i = 0; i < 4; i++) {
        parts[i] = alloca(16);
        memset(parts[i], i, 16);
    }
    return parts[3][0];
}
