/* Logger that suppresses by the right name. */
#include <stdio.h>
#include <string.h>

void set_label(const char *text)
{
    char label[16];

    // parapet: allow unbounded-copy -- labels come from the table in labels.c, none is longer than 11
    strcpy(label, text);
    puts(label);
}
