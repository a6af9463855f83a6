/* Logger whose findings were silenced without a word. */
#include <stdio.h>
#include <string.h>

void set_label(const char *text)
{
    char label[16];

    // parapet: allow unbounded-copy
    strcpy(label, text); // expect -1: suppression-without-reason at `// parapet`
    puts(label);
}

void set_unit(const char *text)
{
    char unit[8];

    // parapet: allow unbounded-copy --
    strcpy(unit, text); // expect -1: suppression-without-reason at `// parapet`
    puts(unit);
}
