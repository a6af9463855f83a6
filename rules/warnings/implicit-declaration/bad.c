/* Time stamps of a logger: functions called as the compiler guesses them to be. */
#include <stdio.h>

struct entry {
    double value;
    char text[32];
};

/* Without <stdlib.h> the result is taken for an int, and half of the address is lost. */
struct entry *new_entry(void)
{
    return (struct entry *)malloc(sizeof(struct entry)); // expect: implicit-declaration at `malloc`
}

/* Without <math.h> the double is returned where nobody looks for it. */
double magnitude(const struct entry *e)
{
    return sqrt(e->value * e->value + 1.0); // expect: implicit-declaration at `sqrt`
}

/* A function of another file, which takes a float: it is given a double. */
void log_value(double value)
{
    write_entry(value, "value"); // expect: implicit-declaration at `write_entry`
}

/* A slip of the keyboard that the linker finds, or another library satisfies. */
void show(const char *text)
{
    pirntf("%s\n", text); // expect: implicit-declaration at `pirntf`
}
