/* Tables of a recorder that are smaller than what is put there. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct entry {
    uint32_t time;
    double value;
};

/* Once they were short. */
int32_t *new_samples(size_t count)
{
    int32_t *samples = malloc(count * sizeof(int16_t)); // expect: wrong-allocation-size at `sizeof(int16_t)`

    return samples;
}

/* Of the field, not of the record. */
struct entry *new_entries(size_t count)
{
    struct entry *entries;

    entries = (struct entry *)calloc(count, sizeof entries->time); // expect: wrong-allocation-size at `sizeof entries->time`
    return entries;
}

/* The type of the elements, where pointers to them are kept. */
struct entry **new_index(size_t count)
{
    struct entry **index = calloc(sizeof(char), count); // expect: wrong-allocation-size at `sizeof(char)`

    return index;
}

/* Elements are no bytes. */
int *new_limits(void)
{
    int *limits = malloc(10); // expect: wrong-allocation-size at `malloc(10)`

    return limits;
}

struct entry *new_entry(void)
{
    struct entry *entry = malloc(12); // expect: wrong-allocation-size at `malloc(12)`

    return entry;
}

/* Two bytes too few. */
char *copy_name(const char *name)
{
    char *copy = malloc(strlen(name + 1)); // expect: wrong-allocation-size at `strlen(name + 1)`

    return copy;
}

/* Characters are no bytes either. */
wchar_t *copy_title(const wchar_t *title)
{
    wchar_t *copy = malloc(wcslen(title) + 1); // expect: wrong-allocation-size at `malloc(wcslen(title) + 1)`

    return copy;
}
