/* Lists and lines that are changed in place. */
#include <stdio.h>
#include <string.h>

#define SLOTS 16

static int queue[SLOTS];

void drop_first(void)
{
    memmove(queue, queue + 1, (SLOTS - 1) * sizeof queue[0]);
}

/* The halves do not touch. */
void keep_second_half(void)
{
    memcpy(queue, queue + SLOTS / 2, SLOTS / 2 * sizeof queue[0]);
}

/* What is copied ends where the rest begins. */
void repeat_first(int *list, size_t count)
{
    memcpy(list + count, list, count * sizeof *list);
}

/* No longer than the head that is left. */
void drop_head(unsigned char *frame, size_t count)
{
    if (count <= 4)
        memcpy(frame, frame + 4, count);
}

void drop_sign(char *number)
{
    if (number[0] == '+')
        memmove(number, number + 1, strlen(number));
}

void add_value(char line[64], int value)
{
    size_t used = strlen(line);

    if (used < 64)
        snprintf(line + used, 64 - used, ", %d", value);
}

/* Two texts in one buffer. */
void copy_name(char table[2][32])
{
    snprintf(table[0], sizeof table[0], "%s", table[1]);
}
