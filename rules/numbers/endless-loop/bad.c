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

/* A record that is 0 bytes long is followed by itself. */
int count_records(const uint8_t *message, size_t size)
{
    size_t at = 0;
    int count = 0;

    while (at + 2 <= size) {
        uint8_t length = message[at + 1];
        if (message[at] == 7)
            count++;
        at += length; // expect: endless-loop at `at += length`
    }
    return count;
}

const uint8_t *find_record(const uint8_t *p, const uint8_t *end, uint8_t kind)
{
    while (p + 4 <= end) {
        uint16_t length = (uint16_t)(p[2] << 8 | p[3]);
        if (length > end - p)
            return NULL;
        if (p[0] == kind)
            return p;
        p += (length + 3u) & ~3u; // expect: endless-loop at `p += (length + 3u) & ~3u`
    }
    return NULL;
}

struct descriptor {
    uint8_t length;
    uint8_t kind;
};

int has_descriptor(const uint8_t *block, size_t size, uint8_t kind)
{
    for (const uint8_t *p = block; p < block + size;) {
        const struct descriptor *d = (const struct descriptor *)p;
        if (d->kind == kind)
            return 1;
        p += d->length; // expect: endless-loop at `p += d->length`
    }
    return 0;
}

/* A counter of two bytes, and a number of samples that may be a million. */
uint32_t sum_samples(const uint8_t *samples, uint32_t count)
{
    uint32_t sum = 0;

    if (count > 1000000)
        return 0;
    for (uint16_t i = 0; i < count; i++) // expect: endless-loop at `i < count`
        sum += samples[i];
    return sum;
}

uint32_t sum_long(const uint8_t *samples, uint32_t count)
{
    uint32_t sum = 0;

    if (count < 1000)
        return 0;
    for (uint8_t i = 0; i < count; i++) // expect: endless-loop at `i < count`
        sum += samples[i];
    return sum;
}
