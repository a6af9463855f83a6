/* Time stamps of a logger: everything is declared before it is called. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    double value;
    char text[32];
};

int write_entry(float value, const char *text);
extern int read_clock(void);
static void finish(struct entry *e);

#define SHOW(text) puts(text)

struct entry *new_entry(void)
{
    return malloc(sizeof(struct entry));
}

double magnitude(const struct entry *e)
{
    return sqrt(e->value * e->value + 1.0);
}

/* Declared above, defined below. */
void log_value(float value)
{
    write_entry(value, "value");
}

int write_entry(float value, const char *text)
{
    return printf("%d %s=%f\n", read_clock(), text, (double)value);
}

/* A macro, a parameter and a local variable that are called. */
int apply(int (*convert)(int), int value)
{
    int (*again)(int) = convert;

    SHOW("apply");
    return again(convert(value));
}

/* Defined before its use. */
static int twice(int value)
{
    return 2 * value;
}

void run(struct entry *e)
{
    e->value = twice(3);
    finish(e);
}

static void finish(struct entry *e)
{
    memset(e, 0, sizeof *e);
}
