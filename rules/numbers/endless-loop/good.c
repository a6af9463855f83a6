/* Loops that end, and those that are meant not to. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 16

extern volatile int stop_requested;
extern int task_running;
int step(int state);

/* The test before the step. */
void clear_slots(int *slots)
{
    for (unsigned i = SLOTS; i-- > 0;)
        slots[i] = 0;
}

/* Down to the wrap, on purpose: what comes after 0 is no index. */
void clear_from_last(int *slots, size_t count)
{
    for (size_t i = count - 1; i < count; i--)
        slots[i] = 0;
}

void fill_table(uint8_t *table)
{
    for (unsigned i = 0; i < 256; i++)
        table[i] = (uint8_t)i;
}

/* Every bit once: the byte wraps, and so the mask becomes 0. */
int count_bits(uint8_t bits)
{
    int count = 0;

    for (uint8_t mask = 1; mask != 0; mask = (uint8_t)(mask << 1))
        count += (bits & mask) != 0;
    return count;
}

/* The main loop of a device. */
void run(void)
{
    int state = 0;

    for (;;)
        state = step(state);
}

void run_while(volatile uint32_t *watchdog)
{
    while (1)
        *watchdog = 0x5a;
}

/* What an interrupt, another function or the hardware changes. */
void wait_for_stop(volatile const uint32_t *status)
{
    while (stop_requested == 0)
        ;
    while ((*status & 1u) == 0)
        ;
    while (task_running)
        step(0);
}

/* There is another way out. */
int find(const char *text, char wanted, int limit)
{
    size_t i = 0;

    while (limit > 0) {
        if (text[i] == '\0')
            return -1;
        if (text[i] == wanted)
            break;
        i++;
    }
    return (int)i;
}

void fail_after(const char *text, int limit)
{
    while (limit > 0) {
        if (text[0] == 'x')
            exit(1);
    }
}

/* The step hides in the condition, behind a pointer or in another branch. */
int consume(const char *text, int count)
{
    int *left = &count;
    int n = 0;

    while (n++ < 10)
        ;
    while (count > 0)
        *left -= text[0] != 0 ? 1 : 2;
    while (n > 0) {
        if (text[n] == 'a')
            n--;
        else
            n = 0;
    }
    return n;
}

/* Up and down by what the text says. */
int depth_of(const char *text)
{
    int depth = 1;

    while (depth > 0) {
        if (*text == '(')
            depth += 1;
        if (*text == ')')
            depth -= 1;
        text++;
    }
    return depth;
}

/* Every way moves on. */
void strip_comments(char *text)
{
    char *into = text;

    while (*text != '\0') {
        switch (*text) {
        case '/':
            if (text[1] == '/') {
                while (*text != '\0' && *text != '\n')
                    text++;
            } else if (text[1] == '*') {
                text += 2;
            } else {
                *into++ = *text++;
            }
            break;
        default:
            *into++ = *text++;
            break;
        }
    }
    *into = '\0';
}

/* One of the two moves on, whatever the character is. */
int skip_pairs(const char *text)
{
    int others = 0;

    while (*text != '\0') {
        if (*text == ',')
            text++;
        if (*text != ',') {
            others++;
            if (*text == '\0')
                break;
            text++;
        }
    }
    return others;
}

/* What is waited for, somebody else writes. */
void wait_for(const volatile char *flag, char *cursor)
{
    while (*flag != 'x') {
        if (*cursor == '\0')
            continue;
        cursor++;
    }
}

/* No record is shorter than its own head. */
int count_records(const uint8_t *message, size_t size)
{
    size_t at = 0;
    int count = 0;

    while (at + 2 <= size) {
        uint8_t length = message[at + 1];
        if (length < 2)
            return -1;
        if (message[at] == 7)
            count++;
        at += length;
    }
    return count;
}

/* What the length does not count moves on whatever it says. */
int count_fields(const uint8_t *message, size_t size)
{
    size_t at = 0;
    int count = 0;

    while (at < size) {
        at += message[at] + 1u;
        count++;
    }
    return count;
}

/* The program's own table is as it is. */
static const uint8_t start_sequence[] = { 3, 0x11, 0x22, 2, 0x33 };

int count_steps(void)
{
    int count = 0;

    for (size_t at = 0; at < sizeof start_sequence; at += start_sequence[at])
        count++;
    return count;
}

/* A length of 0 ends the list, by a question or in the head of the loop, and so many rounds are enough. */
int count_until_zero(const uint8_t *message, size_t size)
{
    int count = 0;

    for (size_t at = 0; at < size && message[at] != 0; at += message[at])
        count++;
    for (size_t at = 0; at < size; at += message[at]) {
        if (!message[at])
            break;
        count++;
    }
    for (size_t at = 0, rounds = 0; at < size && rounds < 16; at += message[at], rounds++)
        count++;
    return count;
}

/* As many as the counter can count; or another way out, or nobody says how many. */
uint32_t sum_samples(const uint8_t *samples, uint32_t count)
{
    uint32_t sum = 0;

    if (count > 60000)
        return 0;
    for (uint16_t i = 0; i < count; i++)
        sum += samples[i];
    return sum;
}

uint32_t sum_to_mark(const uint8_t *samples, uint32_t count)
{
    uint32_t sum = 0;

    if (count > 1000000)
        return 0;
    for (uint16_t i = 0; i < count; i++) {
        if (samples[i] == 0xff)
            break;
        sum += samples[i];
    }
    return sum;
}

uint32_t sum_few(const uint8_t *samples, uint32_t count)
{
    uint32_t sum = 0;

    for (uint8_t i = 0; i < count; i++)
        sum += samples[i];
    return sum;
}
