/* The same texts, each copied with its length known or limited. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LABEL_SIZE 16

struct channel {
    int number;
    char label[LABEL_SIZE];
    char unit[8];
};

/* Limited by the size of the array, and cut visibly. */
int channel_set_label(struct channel *ch, const char *text)
{
    int length = snprintf(ch->label, sizeof ch->label, "%s", text);

    return length >= 0 && (size_t)length < sizeof ch->label;
}

/* The length is checked before the copy; what is too long is refused. */
int channel_set_unit(struct channel *ch, const char *unit)
{
    if (strlen(unit) >= sizeof ch->unit)
        return -1;
    strcpy(ch->unit, unit);
    return 0;
}

/* The length is kept in a variable and checked the other way round. */
int channel_rename(struct channel *ch, const char *name)
{
    size_t length = strlen(name);

    if (length < LABEL_SIZE) {
        memcpy(ch->label, name, length + 1);
        return 0;
    }
    return -1;
}

/* A literal whose size is known, in either branch. */
void channel_default(struct channel *ch, int is_pressure)
{
    strcpy(ch->label, is_pressure ? "pressure" : "flow");
    if (is_pressure)
        strcpy(ch->unit, "mmHg");
    else
        strcpy(ch->unit, "l/min");
}

/* The room that is left is computed and respected. */
void show_alarm(const char *cause)
{
    char line[32] = "ALARM ";

    strncat(line, cause, sizeof line - strlen(line) - 1);
    puts(line);
}

/* Both texts are measured before they are joined. */
int join_path(char path[static 128], const char *folder, const char *file)
{
    if (strlen(folder) + strlen(file) + 2 > 128)
        return -1;
    strcpy(path, folder);
    strcat(path, "/");
    strcat(path, file);
    return 0;
}

/* A precision limits %s; numbers have a largest width. */
void log_event(FILE *log, const char *user, int code)
{
    char entry[64];
    char number[12];

    sprintf(entry, "user=%.40s", user);
    fputs(entry, log);
    sprintf(number, "%d", code);
    fputs(number, log);
}

/* The block is as large as the text with its terminator. */
char *copy_note(const char *note)
{
    char *copy = malloc(strlen(note) + 1);

    if (copy == NULL)
        return NULL;
    strcpy(copy, note);
    return copy;
}

/* Source and destination have the same size. */
void copy_channel(struct channel *to, const struct channel *from)
{
    char label[LABEL_SIZE];

    snprintf(label, sizeof label, "%s", from->label);
    strcpy(to->label, label);
}

/* Cut to the array, then terminated by hand. */
void set_station(char station[static 12], const char *configured)
{
    strncpy(station, configured, 11);
    station[11] = '\0';
}

/* vsnprintf knows the size. */
void trace(const char *format, ...)
{
    char line[80];
    va_list args;

    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    fputs(line, stderr);
}

/* The source is an array that is smaller than the destination. */
void show_version(void)
{
    static const char version[] = "2.14.1";
    char line[32];

    strcpy(line, "firmware ");
    strcat(line, version);
    puts(line);
}

/* Both together are known to fit. */
void join_names(const char *name, const char *suffix)
{
    char text[32];

    if (strlen(name) + strlen(suffix) >= sizeof(text))
        return;
    strcpy(text, name);
    strcat(text, suffix);
    puts(text);
}

/* As much as is asked about is what is appended, round by round. */
int receive_text(char *buffer, unsigned size);

int read_host(char *result, size_t size)
{
    char part[64];
    char host[128] = "";

    for (;;) {
        int n = receive_text(part, sizeof part);

        if (n <= 0)
            return -1;
        if (strlen(host) + n < sizeof host)
            strncat(host, part, n);
        if (strchr(host, '\r') != NULL)
            break;
    }
    snprintf(result, size, "%s", host);
    return 0;
}

void name_of_channel(char *name, size_t name_size, const char *label)
{
    snprintf(name, name_size, "%s", label);
}

/* Nobody says how much there is room for. */
void plain_name_of_channel(char *name, const char *label)
{
    strcpy(name, label);
}

/* All that is ever passed is in this file, and fits. */
static void announce(const char *name)
{
    char line[64];

    sprintf(line, "monitor: %s", name);
    puts(line);
}

void announce_channel(const struct channel *channel)
{
    char text[20];

    snprintf(text, sizeof text, "channel %d", channel->number);
    announce(text);
    announce(channel->number > 0 ? "on" : "off");
}

/* The last four characters of a text are four. */
int is_table(const char *name)
{
    char ending[8];
    int length = (int)strlen(name);

    if (length < 4)
        return 0;
    strcpy(ending, name + length - 4);
    return strcmp(ending, ".csv") == 0;
}

/* Inside of a loop whose macro nobody knows an array is as long as ever. */
struct device {
    struct list_node node;
    struct device *parent;
    int port, parent_port;
    char name[64];
};

extern struct list_head devices;

void find_parent(struct device *device)
{
    struct device *other;
    char name[64];

    list_for_each(&devices, other, node) {
        if (other == device)
            continue;
        if (other->port == device->parent_port) {
            strcpy(name, device->name);
            if (strrchr(name, '.') != NULL && strcmp(name, other->name) != 0)
                continue;
            device->parent = other;
            break;
        }
    }
}
