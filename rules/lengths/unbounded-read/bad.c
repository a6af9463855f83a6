/* Service console of an infusion pump: commands typed over the serial line. */
#include <stdio.h>
#include <string.h>

extern char *gets(char *line); /* as in libraries before C11 */

/* gets cannot be told the size of its buffer. */
void read_command(void)
{
    char command[32];

    if (gets(command) == NULL) // expect: unbounded-read at `gets`
        return;
    puts(command);
}

/* %s stores a word of any length. */
int ask_operator(void)
{
    char name[16];

    if (scanf("%s", name) != 1) // expect: unbounded-read at `scanf`
        return -1;
    return (int)strlen(name);
}

/* Also among other conversions, and from a file. */
int read_limit(FILE *settings, double *limit)
{
    char unit[8];

    if (fscanf(settings, "limit %lf %s", limit, unit) != 2) // expect: unbounded-read at `fscanf`
        return -1;
    return strcmp(unit, "ml/h");
}

/* A set of characters is as unbounded as a word. */
int read_serial_number(char serial[static 12])
{
    char digits[12];

    if (scanf(" SN=%[0-9]", digits) != 1) // expect: unbounded-read at `scanf`
        return -1;
    memcpy(serial, digits, sizeof digits);
    return 0;
}

/* In a loop, through a pointer. */
int count_words(void)
{
    char word[20];
    char *to = word;
    int count = 0;

    while (scanf("%s", to) == 1) // expect: unbounded-read at `scanf`
        count++;
    return count;
}

/* The text that is taken apart may come from anywhere. */
int parse_reply(const char *reply)
{
    char key[8];
    int value;

    if (sscanf(reply, "%[^=]=%d", key, &value) != 2) // expect: unbounded-read at `sscanf`
        return -1;
    return value;
}
