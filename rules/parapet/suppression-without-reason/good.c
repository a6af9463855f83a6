/* Logger whose exceptions say why they hold. */
#include <stdio.h>
#include <string.h>

void set_label(const char *text)
{
    char label[16];

    // parapet: allow unbounded-copy -- labels come from the table in labels.c, none is longer than 11
    strcpy(label, text);
    puts(label);
}

void set_unit(const char *text)
{
    char unit[8];

    strcpy(unit, text); // parapet: allow unbounded-copy -- "mmHg" and "l/min" are all that is ever passed
    puts(unit);
}
