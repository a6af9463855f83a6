/* Patient monitor: the texts of its display and of its event log. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define LABEL_SIZE 16
#define SET_TEXT(to, from) strcpy((to), (from))

struct channel {
    int number;
    char label[LABEL_SIZE];
    char unit[8];
};

/* The caller's text goes straight into a fixed array. */
void channel_set_label(struct channel *ch, const char *text)
{
    strcpy(ch->label, text); // expect: unbounded-copy at `strcpy`
}

/* A local pointer to the array changes nothing. */
void channel_set_unit(struct channel *ch, const char *unit)
{
    char *to = ch->unit;

    if (unit == NULL || unit[0] == '\0')
        return;
    strcpy(to, unit); // expect: unbounded-copy at `strcpy`
}

/* Neither does a macro around the copy. */
void channel_rename(struct channel *ch, const char *name)
{
    SET_TEXT(ch->label, name); // expect: unbounded-copy at `SET_TEXT`
}

/* The prefix fits, what is appended need not. */
void show_alarm(const char *cause)
{
    char line[32] = "ALARM ";

    strcat(line, cause); // expect: unbounded-copy at `strcat`
    puts(line);
}

/* %s takes the text as long as it is. */
void log_event(FILE *log, const char *user, int code)
{
    char entry[64];

    sprintf(entry, "%04d user=%s", code, user); // expect: unbounded-copy at `sprintf`
    fputs(entry, log);
}

/* A width pads, it does not cut: only a precision does. */
void show_patient(const char *name)
{
    char field[24];

    sprintf(field, "%-20s|", name); // expect: unbounded-copy at `sprintf`
    puts(field);
}

/* One branch is safe, the other is not. */
void set_station(char station[static 12], const char *configured)
{
    char name[12];

    if (configured == NULL)
        strcpy(name, "ICU-0");
    else
        strcpy(name, configured); // expect: unbounded-copy at `strcpy`
    memcpy(station, name, sizeof name);
}

/* An environment variable is as long as whoever set it likes. */
void open_journal(void)
{
    char path[128];
    const char *home = getenv("MONITOR_HOME");

    if (home == NULL)
        return;
    strcpy(path, home); // expect: unbounded-copy at `strcpy`
    puts(path);
}

/* The block on the heap has a fixed size too. */
char *copy_note(const char *note)
{
    char *copy = malloc(40);

    if (copy == NULL)
        return NULL;
    strcpy(copy, note); // expect: unbounded-copy at `strcpy`
    return copy;
}

/* The same with variable arguments: nothing limits what they grow to. */
void trace(const char *format, ...)
{
    char line[80];
    va_list args;

    va_start(args, format);
    vsprintf(line, format, args); // expect: unbounded-copy at `vsprintf`
    va_end(args);
    fputs(line, stderr);
}

/* And with wide characters. */
void set_title(const wchar_t *title)
{
    wchar_t shown[20];

    wcscpy(shown, title); // expect: unbounded-copy at `wcscpy`
    wprintf(L"%ls\n", shown);
}

/* How much there is room for is handed in, and used nowhere. */
void name_of_channel(char *name, size_t name_size, const char *label)
{
    strcpy(name, label); // expect: unbounded-copy at `strcpy`
}

/* One of those that pass a text may pass one that is too long. */
static void announce(const char *name)
{
    char line[64];

    sprintf(line, "monitor: %s", name); // expect: unbounded-copy at `sprintf`
    puts(line);
}

void announce_channel(const char *label)
{
    char text[80];

    snprintf(text, sizeof text, "channel %s", label);
    announce(text); // expect: buffer-overflow at `announce`
    announce("on");
}

/* What is left behind the first four may be any number. */
int is_table(const char *name)
{
    char ending[8];

    if (strlen(name) < 4)
        return 0;
    strcpy(ending, name + 4); // expect: unbounded-copy at `strcpy`
    return strcmp(ending, ".csv") == 0;
}
