/* The service log of an infusion pump: formats and arguments have grown apart. */
#include <inttypes.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>

struct drop {
    uint32_t count;
    double volume;
};

void service_log(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A function of the house that hands its format on. */
static void alarm_log(int level, const char *format, ...)
{
    va_list arguments;

    printf("<%d>", level);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
}

#define TRACE(format, ...) fprintf(stderr, "trace: " format "\n", __VA_ARGS__)

/* The name was forgotten. */
void log_pump(int channel, const char *name)
{
    printf("channel %d: %s\n", channel); // expect: format-arguments at `printf("channel %d: %s\n", channel)`
    printf("%s\n", name);
}

/* One too many: somebody took a conversion out. */
void log_rate(int rate, int limit)
{
    printf("rate %d\n", rate, limit); // expect: format-arguments at `limit`
}

/* A number is no text. */
void log_code(int code)
{
    fprintf(stderr, "error %s\n", code); // expect: format-arguments at `code`
}

/* Nor is an object. */
void log_drop(struct drop drop, const struct drop *last)
{
    printf("%d drops\n", drop); // expect: format-arguments at `drop`
    printf("last %s\n", last); // expect: format-arguments at `last`
    printf("%d ml\n", drop.volume); // expect: format-arguments at `drop.volume`
    printf("%f drops\n", drop.count); // expect: format-arguments at `drop.count`
}

/* 64 bits where 32 are read, and the other way round. */
void log_time(uint64_t now, size_t entries, int zone)
{
    printf("at %u of %d\n", now, zone); // expect: format-arguments at `now`
    printf("%d entries\n", entries); // expect: format-arguments at `entries`
    printf("zone %lld\n", zone); // expect: format-arguments at `zone`
}

/* The width is an int. */
void log_column(size_t width, const char *text)
{
    printf("%*s\n", width, text); // expect: format-arguments at `width`
}

/* Functions of the house are checked as well: by their attribute, by what they do, through a macro. */
void log_house(const char *name, long long total)
{
    service_log("%s: %d\n", name, total); // expect: format-arguments at `total`
    alarm_log(2, "%s: %lld\n", name); // expect: format-arguments at `alarm_log(2, "%s: %lld\n", name)`
    TRACE("%s %s", name, total); // expect: format-arguments at `TRACE("%s %s", name, total)`
}

/* The address was forgotten, and its type. */
int read_settings(const char *line, int *rate)
{
    double limit = 0;
    short step = 0;
    int channel = 0;

    if (sscanf(line, "%d", channel) != 1) // expect: format-arguments at `channel`
        return -1;
    if (sscanf(line, "%*d %f", &limit) != 1) // expect: format-arguments at `&limit`
        return -1;
    if (sscanf(line, "%*d %*f %d %d", rate, &step) != 2) // expect: format-arguments at `&step`
        return -1;
    return limit > 0 ? step : channel;
}

/* A position that no argument has. */
void log_translated(int rate, int unit)
{
    printf("%2$d of %3$d\n", rate, unit); // expect: format-arguments at `printf("%2$d of %3$d\n", rate, unit)`
}

/* The same for wide characters. */
void log_wide(wchar_t *line, size_t room, double volume)
{
    swprintf(line, room, L"%d ml", volume); // expect: format-arguments at `volume`
}

/* The number of characters goes where the number points. */
void log_length(const char *text, int length)
{
    printf("%s%n\n", text, length); // expect: format-arguments at `length`
}

#define UNIT "ml"

/* One of two texts is forgotten, and the other has a name. */
void log_unit(char line[64])
{
    sprintf(line, "%s per %s", UNIT); // expect: format-arguments at `sprintf(line, "%s per %s", UNIT)`
}
