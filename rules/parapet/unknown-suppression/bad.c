/* Logger with suppressions of rules that nobody has written. */
#include <stdio.h>
#include <string.h>

void set_label(const char *text)
{
    char label[16];

    // parapet: allow unbounded-coppy -- labels are short
    strcpy(label, text); // expect: unbounded-copy at `strcpy`
    puts(label); // expect -2: unknown-suppression at `unbounded-coppy`
}

void set_unit(void)
{
    // parapet: allow everything -- generated code
    puts("mmHg"); // expect -1: unknown-suppression at `everything`
}
