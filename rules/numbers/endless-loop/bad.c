/* Loops of a sensor that never come back. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SLOTS 16

/* After 0 comes the greatest number. */
void clear_slots(int *slots)
{
    for (unsigned i = SLOTS - 1; i >= 0; i--) // expect: endless-loop at `i >= 0`
        slots[i] = 0;
}

/* A byte never gets to 256. */
void fill_table(uint8_t *table)
{
    uint8_t i;

    for (i = 0; i < 256; i++) // expect: endless-loop at `i < 256`
        table[i] = i;
}

/* Nor does a signed one get to 200. */
int count_steps(const char *text)
{
    signed char step = 0;
    int steps = 0;

    while (step <= 200) { // expect: endless-loop at `step <= 200`
        steps += text[0] == 'x';
        step++;
    }
    return steps;
}

/* The wrong direction. */
int sum_of(const int *values, int count)
{
    int sum = 0;

    for (int i = 0; i < count; i--) // expect: endless-loop at `i < count`
        sum += values[i];
    return sum;
}

void wait_rounds(volatile uint32_t *timer, int rounds)
{
    while (rounds > 0) { // expect: endless-loop at `rounds > 0`
        *timer = 1;
        rounds += 1;
    }
}

/* The step was forgotten. */
size_t skip_blanks(const char *line)
{
    size_t i = 0;
    size_t end = strlen(line);

    while (i < end) { // expect: endless-loop at `i < end`
        if (line[i] != ' ')
            continue;
    }
    return i;
}

/* The step is that of another loop. */
int sum_of_rows(const int values[4][8])
{
    int sum = 0;
    int row = 0;

    for (int column = 0; column < 8; row++) // expect: endless-loop at `column < 8`
        sum += values[row & 3][column];
    return sum;
}

/* do: the round is made, and made again. */
int read_ready(volatile const uint32_t *status, int tries)
{
    int ready = 0;

    do {
        ready += (*status & 1u) != 0;
    } while (tries != 0); // expect: endless-loop at `tries != 0`
    return ready;
}

/* A lone slash moves nothing on. */
void strip_comments(char *text)
{
    char *into = text;

    while (*text != '\0') {
        switch (*text) {
        case '/':
            if (text[1] == '/') {
                while (*text != '\0' && *text != '\n')
                    text++;
            } else if (text[1] == '*') { // expect: endless-loop at `text[1] == '*'`
                text += 2;
            }
            break;
        default:
            *into++ = *text++;
            break;
        }
    }
    *into = '\0';
}

/* An escape at the very end is skipped by nobody. */
int count_plain(const char *text, int size)
{
    int plain = 0;

    for (int i = 0; i < size;) {
        if (text[i] == '\\') {
            if (i + 1 < size) // expect: endless-loop at `i + 1 < size`
                i += 2;
            continue;
        }
        plain++;
        i++;
    }
    return plain;
}
