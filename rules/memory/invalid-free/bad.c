/* Parser of configuration lines: releases of what malloc never gave. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct option {
    char name[16];
    char *value;
};

static char shared[64];

/* An array on the stack. */
void parse_line(const char *line)
{
    char copy[80];

    snprintf(copy, sizeof copy, "%s", line);
    puts(copy);
    free(copy); // expect: invalid-free at `free`
}

/* A literal, in one of two cases. */
void show_default(const char *text)
{
    char *shown = "none";

    if (text != NULL)
        puts(text);
    puts(shown);
    free(shown); // expect: invalid-free at `free`
}

/* Static memory. */
char *take_shared(int done)
{
    char *p = shared;

    if (done) {
        free(p); // expect: invalid-free at `free`
        return NULL;
    }
    return p;
}

/* The pointer has moved away from the start of its block. */
int parse_number(const char *line)
{
    char *text = strdup(line);
    int number;

    if (text == NULL)
        return -1;
    text += 4;
    number = atoi(text);
    free(text); // expect: invalid-free at `free`
    return number;
}

/* In a loop that advances. */
int count_blanks(const char *line)
{
    char *text = strdup(line);
    int count = 0;

    if (text == NULL || *text == '\0') {
        free(text);
        return 0;
    }
    do {
        if (*text == ' ')
            count++;
        text++;
    } while (*text != '\0');
    free(text); // expect: invalid-free at `free`
    return count;
}

/* The address of a variable. */
void drop_option(void)
{
    struct option o = { "rate", NULL };
    struct option *p = &o;

    free(p); // expect: invalid-free at `free`
}

/* An array inside a block is not a block. */
struct option *make_option(const char *name)
{
    struct option *o = malloc(sizeof *o);

    if (o == NULL)
        return NULL;
    snprintf(o->name, sizeof o->name, "%s", name);
    o->value = NULL;
    if (o->name[0] == '\0')
        free(&o->value); // expect: invalid-free at `free`
    return o;
}
