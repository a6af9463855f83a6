/* The same terminal, every text ended before it is used. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The last place is set by hand. */
void show_patient(const char *name)
{
    char shown[16];

    strncpy(shown, name, sizeof shown - 1);
    shown[sizeof shown - 1] = '\0';
    printf("patient: %s\n", shown);
}

/* The array is cleared first and its last place is never written. */
void show_ward(const char *ward)
{
    char shown[16] = { 0 };

    strncpy(shown, ward, sizeof shown - 1);
    puts(shown);
}

/* The terminator goes behind what arrived. */
int is_acknowledged(int fd)
{
    char reply[32];
    ssize_t received = recv(fd, reply, sizeof reply - 1, 0);

    if (received <= 0)
        return 0;
    reply[received] = '\0';
    return strcmp(reply, "ACK") == 0;
}

typedef void *unzFile;
int unzGetCurrentFileInfo64(unzFile archive, void *info, char *name, unsigned long name_size, void *extra,
                            unsigned long extra_size, char *comment, unsigned long comment_size);

/* The archive has two bytes for the length of a name, so there is always room for the terminator. */
int is_update_in(unzFile archive)
{
    static char name[65536 + 1];

    if (unzGetCurrentFileInfo64(archive, NULL, name, sizeof name, NULL, 0, NULL, 0) != 0)
        return 0;
    return strstr(name, "update/") == name;
}

/* Cleared before, with a place kept free. */
size_t command_length(int port)
{
    char command[64];

    memset(command, 0, sizeof command);
    if (read(port, command, sizeof command - 1) < 0)
        return 0;
    return strlen(command);
}

/* The result of readlink tells where the name ends. */
int is_default_profile(const char *link)
{
    char target[128];
    ssize_t length = readlink(link, target, sizeof target - 1);

    if (length < 0)
        return 0;
    target[length] = '\0';
    return strstr(target, "default") != NULL;
}

/* One byte more takes the terminator along. */
char *duplicate(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);

    if (copy == NULL)
        return NULL;
    memcpy(copy, text, size);
    puts(copy);
    return copy;
}

/* Bytes are compared as bytes. */
int has_magic(int fd)
{
    char magic[4];

    if (read(fd, magic, sizeof magic) != (ssize_t)sizeof magic)
        return 0;
    return memcmp(magic, "TLM1", sizeof magic) == 0;
}

/* A precision tells printf where to stop. */
void show_raw(int fd)
{
    char raw[16];
    ssize_t received = read(fd, raw, sizeof raw);

    if (received > 0)
        printf("%.*s\n", (int)received, raw);
}

/* The source is shorter than the limit, so strncpy has added zeros. */
void show_default(void)
{
    char shown[16];

    strncpy(shown, "bed 1", sizeof shown);
    puts(shown);
}

/* snprintf and fgets always terminate. */
void echo_line(FILE *in)
{
    char line[40];
    char shown[20];

    if (fgets(line, sizeof line, in) == NULL)
        return;
    snprintf(shown, sizeof shown, "%s", line);
    puts(shown);
}

/* Cleared before, with one byte more than is copied. */
struct length_and_text {
    size_t length;
    const char *text;
};

void *pool_get(size_t size);

size_t copied_length(const struct length_and_text *source)
{
    char *copy = pool_get(source->length + 1);

    if (copy == NULL)
        return 0;
    memset(copy, 0, source->length + 1);
    strncpy(copy, source->text, source->length);
    return strlen(copy);
}

/* All but the last byte of a field that was cleared with its record. */
struct host_entry {
    char name[32];
    int state;
};

static struct host_entry entries[8];

int is_known(const char *name, unsigned at)
{
    struct host_entry *entry = &entries[at & 7];

    memset(entry, 0, sizeof(*entry));
    strncpy(entry->name, name, sizeof(entry->name) - 1);
    entry->state = 1;
    return strcmp(entry->name, "localhost") == 0;
}

/* A buffer of the caller's, cleared as far as it goes, of which the last place is left alone every time. */
int lookup(const char *const *names, unsigned count, const char *given);

void show_best(const char *const *names, unsigned count, char *shown, size_t size)
{
    if (size == 0)
        return;
    memset(shown, 0, size);
    for (unsigned i = 0; i < count; i++)
        if (strlen(names[i]) < size && strlen(shown) < strlen(names[i]))
            strncpy(shown, names[i], size - 1);
}

void show_either(const char *const *names, char *shown, size_t size)
{
    if (size == 0)
        return;
    shown[size - 1] = '\0';
    strncpy(shown, names[0], size - 1);
    if (strlen(shown) == 0)
        strncpy(shown, names[1], size - 1);
    puts(shown);
}

void show_found(const char *const *names, char *shown, size_t size)
{
    memset(shown, 0, size);
    if (lookup(names, 3, "icu") == 0)
        strncpy(shown, names[0], size - 1);
    puts(shown);
}

/* The last character was set before; the call leaves it alone. */
int is_recording(int fd)
{
    char magic[7];

    magic[6] = '\0';
    if (read(fd, magic, 6) < 0)
        return 0;
    return strcmp(magic, "wave01") == 0;
}

static ssize_t read_text(FILE *file, char *text, size_t size)
{
    size_t length = fread(text, 1, size - 1, file);

    if (length == 0 && ferror(file))
        return -1;
    text[length] = '\0';
    return (ssize_t)length + 1;
}

/* The helper ends the text, or says that it failed. */
size_t measure(FILE *file)
{
    char text[20];
    int status = (int)read_text(file, text, sizeof text);

    return status < 0 ? 0 : strlen(text);
}

/* Where it does not fit, the program is over; and nobody compares with one less than nothing. */
#define LOG_FATAL 16

int is_logged(unsigned severity);
void write_log(unsigned severity, const char *format, ...);
#define LOG(severity, ...)                      \
    do {                                        \
        if (is_logged(severity))                \
            write_log((severity), __VA_ARGS__); \
    } while (0)

void keep_list(char *list, size_t room, const char *names)
{
    if (strlen(names) >= (room - 1)) {
        LOG(LOG_FATAL, "list too long (>%zu)", room - 1);
    }
    strncpy(list, names, room);
    for (size_t i = 0; i < strlen(list); i++)
        if (list[i] == '-')
            list[i] = '_';
}

/* A helper that leaves the last zeros alone. */
static int read_line(FILE *file, char *line, size_t size)
{
    if (fread(line, size - 2, 1, file) != 0)
        puts("a long line");
    return ferror(file);
}

int has_blank(FILE *file)
{
    char line[512] = {0};

    if (read_line(file, line, sizeof line))
        return -1;
    return strchr(line, ' ') != NULL;
}

/* Its end lies behind what is replaced. */
void print_secure(char *url)
{
    if (strncmp(url, "//http:", 7) == 0)
        memcpy(url + 2, "coap", 4);
    printf("%s\n", url);
}
