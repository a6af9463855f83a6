/* Answers of a pump's service port. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct status {
    uint8_t kind;
    uint32_t uptime;
    uint16_t battery;
};

struct reading {
    int32_t channel;
    int32_t value;
    int32_t quality;
};

struct flags {
    unsigned on : 1;
    unsigned level : 7;
    uint32_t code;
};

union word {
    uint32_t number;
    uint8_t bytes[4];
};

struct mixed {
    union word word;
    uint32_t more;
};

void fill_elsewhere(struct reading *reading);

/* Cleared first. */
int send_status(int fd, uint32_t uptime)
{
    struct status status;

    memset(&status, 0, sizeof status);
    status.kind = 1;
    status.uptime = uptime;
    return send(fd, &status, sizeof status, 0) < 0;
}

int send_initialised(int fd, uint32_t uptime)
{
    struct status status = {0};

    status.uptime = uptime;
    return send(fd, &status, sizeof status, 0) < 0;
}

int send_designated(int fd, uint32_t uptime)
{
    struct status status = {.kind = 2, .uptime = uptime};

    return send(fd, &status, sizeof status, 0) < 0;
}

/* No gaps, all members. */
int send_reading(int fd, int32_t value)
{
    struct reading reading;

    reading.channel = 1;
    reading.value = value;
    if (value > 0)
        reading.quality = 1;
    else
        reading.quality = 0;
    return send(fd, &reading, sizeof reading, 0) < 0;
}

/* A gap in the program's own file is nobody's business. */
int save_status(FILE *file, uint32_t uptime)
{
    struct status status;

    status.kind = 1;
    status.uptime = uptime;
    status.battery = 90;
    return fwrite(&status, sizeof status, 1, file) == 1;
}

/* Filled by others. */
int forward(int from, int to)
{
    struct reading reading;

    if (read(from, &reading, sizeof reading) != (ssize_t)sizeof reading)
        return -1;
    return send(to, &reading, sizeof reading, 0) < 0;
}

int send_filled(int fd)
{
    struct reading reading;

    fill_elsewhere(&reading);
    return send(fd, &reading, sizeof reading, 0) < 0;
}

static void set(struct reading *reading, int32_t value)
{
    reading->channel = 1;
    reading->value = value;
    reading->quality = 0;
}

int send_set(int fd, int32_t value)
{
    struct reading reading;

    set(&reading, value);
    return send(fd, &reading, sizeof reading, 0) < 0;
}

/* Copied as a whole. */
int send_copy(int fd, const struct reading *last)
{
    struct reading reading;

    reading = *last;
    return send(fd, &reading, sizeof reading, 0) < 0;
}

/* So many bytes as were filled. */
int send_name(int fd, const char *name)
{
    char frame[64];
    int length = snprintf(frame, sizeof frame, "P%s", name);

    if (length < 0 || length >= (int)sizeof frame)
        return -1;
    return send(fd, frame, (size_t)length, 0) < 0;
}

int send_table(int fd, const uint8_t *values)
{
    uint8_t table[16];

    for (int i = 0; i < 16; i++)
        table[i] = values[i];
    return send(fd, table, sizeof table, 0) < 0;
}

int send_begin(int fd, uint8_t kind)
{
    uint8_t frame[32];

    frame[0] = kind;
    frame[1] = 0;
    return send(fd, frame, 2, 0) < 0;
}

/* Bits share their bytes, and a union its members. */
int send_flags(int fd)
{
    struct flags flags;

    flags.on = 1;
    flags.level = 3;
    flags.code = 7;
    return send(fd, &flags, sizeof flags, 0) < 0;
}

int send_mixed(int fd, uint32_t number)
{
    struct mixed mixed;

    mixed.word.number = number;
    mixed.more = 1;
    return send(fd, &mixed, sizeof mixed, 0) < 0;
}
