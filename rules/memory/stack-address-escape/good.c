/* The same driver: what is handed out lives on. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct message {
    const char *text;
    const int *values;
    int count;
};

static const char *current_line;

/* The caller gives the memory. */
void format_rate(char *text, size_t size, double rate)
{
    snprintf(text, size, "%.1f ml/h", rate);
}

/* A value is returned, not its address. */
int next_limit(int limit)
{
    int next = limit + 10;

    return next;
}

/* Static memory stays. */
const char *format_code(int code)
{
    static char text[16];

    snprintf(text, sizeof text, "E%d", code);
    return text;
}

/* So does the heap. */
char *trim(const char *text)
{
    while (*text == ' ')
        text++;
    return strdup(text);
}

/* A pointer into what the caller owns. */
char *skip_blanks(char *text)
{
    char *start = text;

    while (*start == ' ')
        start++;
    return start;
}

/* A literal lives as long as the program. */
void show_state(int running)
{
    const char *text = running ? "running" : "idle";

    current_line = text;
}

/* A record is returned with its content. */
struct message make_message(void)
{
    static const int limits[3] = { 1, 2, 3 };
    struct message m = { "limits", limits, 3 };

    return m;
}

/* The address goes down, to a function that is done before this one. */
int read_number(const char *text)
{
    int value = 0;

    if (sscanf(text, "%d", &value) != 1)
        return -1;
    return value;
}

/* The global is reset before the variable is gone. */
void show_line(int number)
{
    char line[32];

    snprintf(line, sizeof line, "line %d", number);
    current_line = line;
    puts(current_line);
    current_line = NULL;
}

/* A local record may point to a local array. */
int total(void)
{
    int values[3] = { 1, 2, 3 };
    struct message m = { "sum", values, 3 };
    int sum = 0;

    for (int i = 0; i < m.count; i++)
        sum += m.values[i];
    return sum;
}

/* Where the stack begins, for who measures how much of it is used: nothing is read there. */
static char *stack_top;

void note_stack(void)
{
    volatile int mark;

    stack_top = (char *)&mark;
}

/* The element of an array, not its address. */
int first_of(void)
{
    int values[2] = { 4, 5 };
    int *p = values;

    return *p;
}
