/* Alarm logic: comparisons compare, and assignments that are meant say so. */
#include <stdbool.h>
#include <stdio.h>

#define STATE_ALARM 3

static int state;

bool is_alarm(void)
{
    return state == STATE_ALARM;
}

/* The result of the assignment is compared. */
int count_lines(FILE *in)
{
    int c;
    int lines = 0;

    while ((c = fgetc(in)) != EOF)
        lines += c == '\n';
    return lines;
}

/* A second pair of parentheses. */
int show(const char *path)
{
    FILE *file;

    if ((file = fopen(path, "r")))
        return fclose(file);
    return -1;
}

/* The assignment stands for itself, the condition follows. */
const char *level(int pressure, int limit)
{
    int difference;

    difference = pressure - limit;
    if (difference > 0)
        return "high";
    if (difference == 0)
        return "at limit";
    return "low";
}

/* In the parts of a for loop that are no condition. */
int sum(int count)
{
    int total;
    int i;

    for (total = 0, i = 0; i < count; i++)
        total += i;
    return total;
}

/* Other operators that assign are no slip of the keyboard. */
int drain(unsigned mask)
{
    int bits = 0;

    while (mask &= mask - 1)
        bits++;
    return bits;
}

/* The pair is the programmer's: those of the loop are around all three parts. */
struct link {
    struct link *next;
};

struct link **last_link(struct link **head)
{
    struct link *l;
    struct link **tail;

    for (tail = head; (l = *tail); tail = &l->next)
        continue;
    return tail;
}
