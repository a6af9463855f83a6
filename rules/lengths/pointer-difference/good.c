/* Positions in one and the same line. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

extern const char section_start[];
extern const char section_end[];

size_t command_length(const char *line)
{
    const char *end = strchr(line, ' ');

    return end == NULL ? strlen(line) : (size_t)(end - line);
}

int count_of(void)
{
    char first[8] = "abc";
    int count = 0;

    for (const char *at = first; at < first + 8; at++)
        count += *at != '\0';
    return count;
}

/* What the linker lays out. */
size_t section_length(void)
{
    return (size_t)(section_end - section_start);
}

/* Equal or not may always be asked; so may the numbers of addresses. */
int is_same(void)
{
    char first[4] = "a";
    char second[4] = "b";
    const char *chosen = first[0] == 'a' ? first : second;

    return chosen == second || (uintptr_t)first < (uintptr_t)second;
}

/* Where parameters point is not known. */
ptrdiff_t distance(const char *from, const char *to)
{
    return from < to ? to - from : from - to;
}

/* Both ends of one block, and of one record. */
struct frame {
    char head[4];
    char body[12];
};

ptrdiff_t head_of(const struct frame *frame)
{
    return (const char *)frame->body - (const char *)frame;
}

/* What was found in a line, as a place in it. */
size_t separator_in(const char *line)
{
    char copy[32];
    const char *at;

    strncpy(copy, line, sizeof copy - 1);
    copy[sizeof copy - 1] = '\0';
    at = strchr(copy, ':');
    if (at == NULL)
        return 0;
    return at < copy + 16 ? (size_t)(at - copy) : 16;
}
