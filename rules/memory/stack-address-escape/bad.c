/* Display driver: addresses that point to nothing once the function has returned. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct message {
    const char *text;
    const int *values;
    int count;
};

static const char *current_line;
static struct message last_message;

/* The array is gone when the caller reads it. */
const char *format_rate(double rate)
{
    char text[16];

    snprintf(text, sizeof text, "%.1f ml/h", rate);
    return text; // expect: stack-address-escape at `return`
}

/* The address of a variable. */
int *next_limit(int limit)
{
    int next = limit + 10;

    return &next; // expect: stack-address-escape at `return`
}

/* Through a pointer, and into the middle. */
char *trim(const char *text)
{
    char copy[64];
    char *start = copy;

    snprintf(copy, sizeof copy, "%s", text);
    while (*start == ' ')
        start++;
    return start; // expect: stack-address-escape at `return`
}

/* A parameter is a local variable too. */
int *keep_value(int value)
{
    return &value; // expect: stack-address-escape at `return`
}

/* A global variable outlives what it points to. */
void show_line(int number)
{
    char line[32];

    snprintf(line, sizeof line, "line %d", number);
    current_line = line; // expect: stack-address-escape at `current_line`
}

/* So does what the caller handed in. */
void fill_message(struct message *m)
{
    int values[3] = { 1, 2, 3 };

    m->text = "limits";
    m->count = 3;
    m->values = values; // expect: stack-address-escape at `m->values`
}

/* Through the out parameter. */
int open_buffer(char **buffer)
{
    char storage[128] = "";

    *buffer = storage; // expect: stack-address-escape at `*buffer`
    return 0;
}

/* A static record, field by field. */
void remember(const char *text)
{
    char copy[40];

    snprintf(copy, sizeof copy, "%s", text);
    last_message.text = copy; // expect: stack-address-escape at `last_message.text`
    last_message.count = 0;
}

/* Either branch may return it. */
const char *state_text(int state)
{
    char unknown[12];

    if (state == 0)
        return "idle";
    snprintf(unknown, sizeof unknown, "? (%d)", state);
    return unknown; // expect: stack-address-escape at `return`
}

/* As much on the stack as an array. */
char *scratch_text(void)
{
    char *text = __builtin_alloca(16);

    text[0] = 0;
    return text; // expect: stack-address-escape at `return`
}
