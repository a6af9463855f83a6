/* The same tables in their right sizes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct entry {
    uint32_t time;
    double value;
};

struct block {
    size_t length;
    unsigned char bytes[];
};

int32_t *new_samples(size_t count)
{
    int32_t *samples = malloc(count * sizeof *samples);

    return samples;
}

struct entry *new_entries(size_t count)
{
    struct entry *entries;

    entries = (struct entry *)calloc(count, sizeof(struct entry));
    return entries;
}

struct entry **new_index(size_t count)
{
    struct entry **index = calloc(count, sizeof(struct entry *));

    return index;
}

/* Bytes, whatever they are used for. */
int *new_limits(size_t bytes)
{
    int *limits = malloc(40);

    free(limits);
    limits = malloc(bytes);
    return limits;
}

/* A header and what lies behind it. */
struct block *new_block(size_t length)
{
    struct block *block = malloc(sizeof(struct block) + length);

    if (block != NULL)
        block->length = length;
    return block;
}

/* More than is needed, in parts that add up. */
struct entry *new_pair(void)
{
    struct entry *pair = malloc(sizeof(double) * 4);

    return pair;
}

char *copy_name(const char *name)
{
    char *copy = malloc(strlen(name) + 1);

    return copy;
}

/* Without the first character, which is left out of the copy. */
char *copy_rest(const char *name)
{
    char *copy = malloc(strlen(name + 1) + 1);

    return copy;
}

wchar_t *copy_title(const wchar_t *title)
{
    wchar_t *copy = malloc((wcslen(title) + 1) * sizeof *copy);

    return copy;
}

/* Untyped memory has no elements. */
void *new_room(size_t count)
{
    void *room = malloc(count * sizeof(int16_t));

    return room;
}
