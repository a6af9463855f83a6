/* Event log: every format is a literal, texts are arguments. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#define PREFIX "monitor: "

/* The text is an argument. */
void echo_command(FILE *port)
{
    char command[80];

    if (fgets(command, sizeof command, port) == NULL)
        return;
    printf("%s", command);
}

/* Or is written without a format. */
void show_error(const char *message)
{
    fputs(message, stderr);
}

/* Literals put together by the compiler. */
void log_user(const char *user)
{
    char entry[128];

    snprintf(entry, sizeof entry, PREFIX "login of %s", user);
    syslog(LOG_INFO, "%s", entry);
}

/* One of two literals. */
void show_count(int count)
{
    printf(count == 1 ? "%d event\n" : "%d events\n", count);
}

/* A constant with a name. */
void show_rate(double rate)
{
    static const char format[] = "%.1f ml/h\n";

    printf(format, rate);
}

/* A function that takes a format hands it on, with its arguments. */
void trace(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
}

void vtrace(const char *format, va_list args)
{
    vfprintf(stderr, format, args);
}

/* A variable that only ever is a literal. */
void show_temperature(double value, int is_celsius)
{
    const char *format = "%.1f F\n";

    if (is_celsius)
        format = "%.1f C\n";
    printf(format, value);
}

/* A table of formats. */
void show_value(unsigned kind, double value)
{
    static const char *const formats[] = { "%.0f\n", "%.2f\n" };

    if (kind < 2)
        printf(formats[kind], value);
}
