/* Lists and lines that are changed in place. */
#include <stdio.h>
#include <string.h>

#define SLOTS 16

static int queue[SLOTS];

/* The first element leaves, the others move up. */
void drop_first(void)
{
    memcpy(queue, queue + 1, (SLOTS - 1) * sizeof queue[0]); // expect: overlapping-copy at `memcpy(queue, queue + 1, (SLOTS - 1) * sizeof queue[0])`
}

/* Room is made at the front. */
void put_first(int *list, size_t count, int value)
{
    memcpy(list + 1, list, count * sizeof *list); // expect: overlapping-copy at `memcpy(list + 1, list, count * sizeof *list)`
    list[0] = value;
}

/* A sign is cut off. */
void drop_sign(char *number)
{
    if (number[0] == '+')
        strcpy(number, number + 1); // expect: overlapping-copy at `strcpy(number, number + 1)`
}

/* A line is continued by writing all of it again. */
void add_value(char line[64], int value)
{
    snprintf(line, 64, "%s, %d", line, value); // expect: overlapping-copy at `snprintf(line, 64, "%s, %d", line, value)`
}
