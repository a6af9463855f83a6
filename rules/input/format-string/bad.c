/* Event log: texts that are used as formats. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

/* A line from the serial port is the format. */
void echo_command(FILE *port)
{
    char command[80];

    if (fgets(command, sizeof command, port) == NULL)
        return;
    printf(command); // expect: format-string at `printf`
}

/* A parameter, without any arguments. */
void show_error(const char *message)
{
    fprintf(stderr, message); // expect: format-string at `fprintf`
}

/* Into a buffer. */
void set_status(char status[static 64], const char *text)
{
    snprintf(status, 64, text); // expect: format-string at `snprintf`
}

/* To the system's log, with a text that was put together before. */
void log_user(const char *user)
{
    char entry[128];

    snprintf(entry, sizeof entry, "login of %s", user);
    syslog(LOG_INFO, entry); // expect: format-string at `syslog`
}

/* From the environment, through a variable, and arguments do not make it better. */
void greet(int id)
{
    const char *greeting = getenv("GREETING");

    if (greeting != NULL)
        printf(greeting, id); // expect: format-string at `printf`
}

/* The argument of the program. */
int main(int argc, char **argv)
{
    if (argc > 1)
        printf(argv[1]); // expect: format-string at `printf`
    return 0;
}

/* A line that getline() hands out is as foreign as the file. */
void copy_notes(FILE *notes)
{
    char *line = NULL;
    size_t size = 0;

    while (getline(&line, &size, notes) > 0)
        syslog(LOG_NOTICE, line); // expect: format-string at `syslog`
    free(line);
}
