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

struct report {
    struct reading first;
    char unit[8];
};

/* Three bytes behind the kind, two at the end. */
int send_status(int fd, uint32_t uptime)
{
    struct status status;

    status.kind = 1;
    status.uptime = uptime;
    status.battery = 100;
    return send(fd, &status, sizeof status, 0) < 0; // expect: uninitialised-output at `send`
}

/* A member that came later. */
int send_reading(int fd, int32_t channel, int32_t value)
{
    struct reading reading;

    reading.channel = channel;
    reading.value = value;
    return (int)send(fd, &reading, sizeof(reading), 0); // expect: uninitialised-output at `send`
}

/* Set on one way only. */
int send_checked(int fd, int32_t value)
{
    struct reading *reading = malloc(sizeof *reading);
    long sent;

    if (reading == NULL)
        return -1;
    reading->channel = 2;
    reading->value = value;
    if (value > 0)
        reading->quality = 1;
    sent = send(fd, reading, sizeof *reading, 0); // expect: uninitialised-output at `send`
    free(reading);
    return sent < 0;
}

/* In a member of the record. */
int save_report(FILE *file, int32_t value)
{
    struct report report;

    report.first.channel = 1;
    report.first.value = value;
    memcpy(report.unit, "ml/h", 5);
    return fwrite(&report, sizeof report, 1, file) == 1; // expect: uninitialised-output at `fwrite`
}

/* All of the buffer, for a few characters. */
int send_name(int fd)
{
    char frame[64];

    frame[0] = 'P';
    frame[1] = 0;
    return send(fd, frame, sizeof frame, 0) < 0; // expect: uninitialised-output at `send`
}

/* Of a block as large as was asked for nothing is filled. */
int send_block(int fd, size_t size)
{
    char *block = malloc(size);
    long sent;

    if (block == NULL || size < 4)
        return -1; // expect: memory-leak at `return`
    sent = write(fd, block, size); // expect: uninitialised-output at `write`
    free(block);
    return sent < 0;
}

static void put(int fd, const void *data, size_t size)
{
    if (write(fd, data, size) < 0)
        perror("write");
}

/* Through a helper. */
void put_reading(int fd, int32_t channel)
{
    struct reading reading;

    reading.channel = channel;
    put(fd, &reading, sizeof reading); // expect: uninitialised-output at `put`
}
