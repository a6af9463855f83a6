/* The same telemetry, sending what is there and no more. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RECORD_SIZE 64

struct reading {
    uint16_t channel;
    int16_t value;
};

/* The rest is cleared first, then as much is copied as the source has. */
void make_record(uint8_t record[static RECORD_SIZE])
{
    uint8_t serial[12] = "TX-2024-001";

    memset(record, 0, RECORD_SIZE);
    memcpy(record, serial, sizeof serial);
}

/* The size of the literal, without its terminator. */
void write_magic(uint8_t out[static 8])
{
    static const char magic[] = "TLM";

    memset(out, 0, 8);
    memcpy(out, magic, sizeof magic - 1);
}

/* The size of what is sent. */
ssize_t send_reading(int fd, uint16_t channel, int16_t value)
{
    struct reading frame = { channel, value };

    return write(fd, &frame, sizeof frame);
}

/* The check is made against the array. */
int send_part(int fd, size_t length)
{
    uint8_t page[32] = { 0 };

    if (length > sizeof page)
        return -1;
    return write(fd, page, length) < 0 ? -1 : 0;
}

/* Reads stop at the terminator when the text is shorter. */
int is_reset(const char *command)
{
    return strncmp(command, "RESET", 32) == 0;
}

/* The room behind the offset. */
void copy_tail(uint8_t out[static 16])
{
    uint8_t page[32] = { 1, 2, 3 };
    size_t offset = 24;

    memset(out, 0, 16);
    memcpy(out, page + offset, sizeof page - offset);
}

/* As much as the old block had. */
uint8_t *grow(void)
{
    uint8_t *page = malloc(32);
    uint8_t *larger = calloc(1, 64);

    if (page == NULL || larger == NULL) {
        free(page);
        free(larger);
        return NULL;
    }
    memset(page, 0xff, 32);
    memcpy(larger, page, 32);
    free(page);
    return larger;
}

/* A pointer may stand behind the last element, as long as it is only compared. */
int sum_readings(void)
{
    static const struct reading readings[4] = { { 1, 20 }, { 2, 21 }, { 3, 19 }, { 4, 20 } };
    int sum = 0;

    for (const struct reading *r = readings; r < readings + 4; r++)
        sum += r->value;
    return sum;
}

/* The number of bytes that arrived limits what is sent on. */
int relay(int from, int to)
{
    uint8_t buffer[128];
    ssize_t length = read(from, buffer, sizeof buffer);

    if (length <= 0)
        return -1;
    return write(to, buffer, (size_t)length) == length ? 0 : -1;
}

/* What a message says of its length is compared with what came. */
int answer_echo(const uint8_t *message, size_t size, uint8_t *answer)
{
    const uint8_t *p = message;
    uint16_t length;

    if (size < 3)
        return -1;
    p++;
    length = (uint16_t)(p[0] << 8 | p[1]);
    p += 2;
    if (length > size - 3)
        return -1;
    memcpy(answer, p, length);
    return length;
}

int has_room(const uint8_t *message, unsigned int length);
void push_byte(uint8_t byte);

/* Somebody else is asked. */
int take_elements(const uint8_t *message, uint8_t *out)
{
    uint8_t count = message[1];

    if (!has_room(message, count))
        return -1;
    for (int i = 0; i < count; i++)
        push_byte(message[2 + i]);
    memcpy(out, message + 2, count);
    return count;
}

/* The loop ends where the caller says the message does. */
void take_all(const uint8_t *message, const uint8_t *end, uint8_t *out)
{
    while (message + 1 < end) {
        uint8_t length = *message++;

        if (message + length > end)
            return;
        memcpy(out, message, length);
        out += length;
        message += length;
    }
}

/* How much fits into the copy says nothing of what was handed in. */
int check_message(const uint8_t *message, size_t length);

static int check_copy(const uint8_t *message, size_t length)
{
    uint8_t copy[4048];

    if (length > sizeof copy) {
        printf("message too long\n");
        exit(1);
    }
    memcpy(copy, message, length);
    return check_message(copy, length);
}

int measure(uint8_t *message, size_t *length);

int check_short_message(void)
{
    uint8_t message[28] = { 1 };
    size_t length = sizeof message;

    return measure(message, &length) == 0 ? check_copy(message, length) : -1;
}

/* Its list has as many entries as are written down. */
struct command {
    const char *name;
    const char *help;
};

static const struct {
    const char *title;
    struct command commands[];
} menu = {
    "pump",
    {{"start", "Start the pump"}, {"stop", "Stop it"}, {0, 0}},
};

int count_commands(void)
{
    const struct command *command;
    int n = 0;

    for (command = menu.commands; command->name; command++)
        n += command->help != 0;
    return n;
}

static int begins_with(const char *text, const char *prefix)
{
    size_t length = strlen(prefix);

    return strlen(text) >= length && strncmp(text, prefix, length) == 0;
}

/* A comparison of texts ends where the shorter one does. */
int count_servers(FILE *in)
{
    char line[128];
    int n = 0;

    while (fgets(line, sizeof line, in) != NULL) {
        char *at = line + strspn(line, "\t ");

        if (begins_with(at, "server ")) {
            at += 6;
            at += strspn(at, "\t ");
            at[strcspn(at, "\t ")] = '\0';
        }
        if (begins_with(at, "search "))
            n++;
    }
    return n;
}

void send_greeting(int fd, const char *user)
{
    char text[64];
    int length = snprintf(text, sizeof text, "user=%s\n", user);

    if (length < 0 || (size_t)length >= sizeof text)
        return;
    if (write(fd, text, (size_t)length) < 0)
        perror("write");
}

void send_level(int fd, int level)
{
    char text[32];
    int length = snprintf(text, sizeof text, "level=%d\n", level);

    if (write(fd, text, (size_t)length) < 0)
        perror("write");
}

struct label {
    unsigned char length;
    char text[16];
};

/* An empty label may stand at the very end. */
int first_label(const unsigned char *message, size_t size, char *out)
{
    const struct label *label = (const struct label *)message;

    if (size < 1 || label->length > size - 1 || label->length > sizeof label->text)
        return -1;
    memcpy(out, label->text, label->length);
    return label->length;
}

struct name {
    unsigned long *parts;
    size_t count;
    unsigned long own[16];
};

static int set_name(struct name *name, const unsigned long *parts, size_t count)
{
    size_t size = count * sizeof *parts;

    if (size <= sizeof name->own) {
        name->parts = name->own;
    } else {
        name->parts = malloc(size);
        if (name->parts == NULL)
            return -1;
    }
    memcpy(name->parts, parts, size);
    name->count = count;
    return 0;
}

size_t compute_name(unsigned long *parts, const struct name *from);

/* That there is a way for long names says nothing of this one. */
int answer_name(struct name *name, const struct name *from)
{
    unsigned long parts[16];
    size_t count = compute_name(parts, from);

    return set_name(name, parts, count);
}

/* A line with a host's name and, as the case may be, a note: the arrays limit both. */
struct station {
    char host[128];
    char note[128];
};

int send_station(int fd, const struct station *station, int is_noted)
{
    char text[512];
    int length =
        snprintf(text, sizeof text, "host=%s version=%s%s", station->host, STATION_VERSION, is_noted ? station->note : "");

    if (length < 1)
        return -1;
    return write(fd, text, (size_t)length) == length ? 0 : -1;
}

/* From the one behind the gap on, there is one less. */
void remove_reading(struct reading readings[static 8], int i)
{
    struct reading kept[8];

    memcpy(kept, readings, sizeof kept);
    if (i < 0 || i >= 8)
        return;
    memmove(&kept[i], &kept[i + 1], (8 - 1 - i) * sizeof kept[0]);
    memcpy(readings, kept, sizeof kept);
}

static int levels[8];
static int level_count;

void remove_level(int i)
{
    if (i < 0 || i >= level_count || level_count > 8)
        return;
    memmove(&levels[i], &levels[i + 1], (level_count - i - 1) * sizeof levels[0]);
    level_count--;
}
