/* Logger whose excuses are all still needed. */
#include <stdio.h>
#include <string.h>

void set_label(const char *text)
{
    char label[16];

    // parapet: allow unbounded-copy -- labels come from the table in labels.c, none is longer than 11
    strcpy(label, text);
    puts(label);
}

/* This comment is about parapet, it is no suppression. */
void set_unit(const char *text)
{
    char unit[8];

    snprintf(unit, sizeof unit, "%s", text);
    puts(unit);
}
