/* Lines of a terminal and the positions in them. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The loop ends at the end of another buffer. */
int sum_of(void)
{
    int first[8] = {1};
    int second[8] = {2};
    int sum = 0;

    for (const int *at = first; at < second + 8; at++) { // expect: pointer-difference at `at < second + 8`
        sum += at == first ? *at : 0;
    }
    return sum;
}

/* A block and its copy. */
ptrdiff_t moved_by(size_t length)
{
    char *block = malloc(length);
    char *copy = malloc(length);
    ptrdiff_t by = 0;

    if (block != NULL && copy != NULL)
        by = copy - block; // expect: pointer-difference at `copy - block`
    free(block);
    free(copy);
    return by;
}

static char sent[64], received[64];

/* The wrong one of two buffers. */
size_t used_by(const char *answer)
{
    char *at = received;

    *at++ = answer[0];
    return (size_t)(at - sent); // expect: pointer-difference at `at - sent`
}

/* What was found in one line, as a place in its copy. */
size_t separator_in(const char *line)
{
    char first[32], second[32];
    const char *at;

    strncpy(first, line, sizeof first - 1);
    first[sizeof first - 1] = '\0';
    memcpy(second, first, sizeof second);
    at = strchr(first, ':');
    return at == NULL ? 0 : (size_t)(at - second); // expect: pointer-difference at `at - second`
}
