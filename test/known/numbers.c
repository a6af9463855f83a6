/* Integer arithmetic that is not judged. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* Unsigned numbers wrap by definition, and loops start at the greatest one on purpose: nothing tells this apart. */
unsigned FN_next_serial(void)
{
    unsigned last = UINT_MAX;
    return last + 1;
}

/* What is left of a constant wraps if more was taken than there is. */
int FN_room_wraps(char *line, const char *name)
{
    char buffer[64];
    size_t used = strlen(name);
    snprintf(buffer, sizeof(buffer), "%s", name);
    memset(buffer + used, ' ', sizeof(buffer) - used);
    memcpy(line, buffer, sizeof(buffer));
    return 0;
}

/* A constant array that its text fills leaves no room for an end: what walks constant texts by their end is trusted. */
unsigned FN_constant_text_without_end(void)
{
    static const char unit[4] = "ml/h";
    unsigned i = 0;
    while (i <= 4 && unit[i] != 0)
        i++;
    return i;
}

/* A table without its last, null, row: what the initialisers of tables leave out is not looked at yet. */
struct command {
    const char *name;
    int code;
};

static const struct command commands[] = { { "start", 1 }, { "stop", 2 } };

int FN_table_without_end(const char *name)
{
    for (const struct command *c = commands; c->name != NULL; c++)
        if (strcmp(c->name, name) == 0)
            return c->code;
    return -1;
}
