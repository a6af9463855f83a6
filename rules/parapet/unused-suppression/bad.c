/* Logger that was repaired while its excuse stayed. */
#include <stdio.h>
#include <string.h>

void set_label(const char *text)
{
    char label[16];

    // parapet: allow unbounded-copy -- labels are short
    snprintf(label, sizeof label, "%s", text); // expect -1: unused-suppression at `unbounded-copy`
    puts(label);
}

/* Only one of the two is needed. */
void set_unit(const char *text)
{
    char unit[8];

    // parapet: allow unbounded-copy, double-free -- units are short
    strcpy(unit, text); // expect -1: unused-suppression at `double-free`
    puts(unit);
}
