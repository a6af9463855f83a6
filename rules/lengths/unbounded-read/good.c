/* The same console with every read limited. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_WIDTH 15

/* fgets is told the size, keeps a place for the terminator, and the line end is taken off. */
int read_command(char command[static 32])
{
    char line[32];

    if (fgets(line, sizeof line, stdin) == NULL)
        return -1;
    line[strcspn(line, "\r\n")] = '\0';
    strcpy(command, line);
    return 0;
}

/* A width, one less than the array. */
int ask_operator(void)
{
    char name[16];

    if (scanf("%15s", name) != 1)
        return -1;
    return (int)strlen(name);
}

/* The width among other conversions. */
int read_limit(FILE *settings, double *limit)
{
    char unit[8];

    if (fscanf(settings, "limit %lf %7s", limit, unit) != 2)
        return -1;
    return strcmp(unit, "ml/h");
}

/* A width for a set, %c with its count, and a conversion that stores nothing. */
int read_serial_number(void)
{
    char digits[12];
    char code[4];

    if (scanf(" SN=%11[0-9]", digits) != 1)
        return -1;
    if (scanf("%4c%*s", code) != 1)
        return -1;
    return code[0] == 'A' && digits[0] == '1';
}

/* Numbers need no width. */
int read_rate(unsigned *rate)
{
    return scanf("%u", rate) == 1 ? 0 : -1;
}

/* The library allocates what the text needs. */
char *read_note(void)
{
    char *note = NULL;

    if (scanf("%ms", &note) != 1)
        return NULL;
    return note;
}

/* getline grows its buffer. */
int count_lines(FILE *journal)
{
    char *line = NULL;
    size_t size = 0;
    int count = 0;

    while (getline(&line, &size, journal) != -1)
        count++;
    free(line);
    return count;
}

/* What was read into a line fits where a whole line does. */
int read_user(FILE *in)
{
    char line[80], user[sizeof(line)], host[sizeof(line)];

    if (fgets(line, sizeof line, in) == NULL)
        return -1;
    if (sscanf(line, "%[^@]@%s", user, host) != 2)
        return -1;
    return user[0] == host[0];
}

/* The text is shorter than the array, as was asked. */
int read_address(const char *text)
{
    char host[64];
    unsigned port;

    if (strlen(text) < sizeof host && sscanf(text, "%[^ :]:%u", host, &port) == 2)
        return host[0] + (int)port;
    return 0;
}
