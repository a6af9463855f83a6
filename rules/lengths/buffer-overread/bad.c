/* Telemetry unit: what is sent must not carry memory that lies behind the data. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RECORD_SIZE 64
#define FIRST_OF(values) ((values)[0])

struct reading {
    uint16_t channel;
    int16_t value;
};

/* The source is shorter than what is copied: stack content goes into the record. */
void make_record(uint8_t record[static RECORD_SIZE])
{
    uint8_t serial[12] = "TX-2024-001";
    uint8_t out[RECORD_SIZE];

    memcpy(out, serial, RECORD_SIZE); // expect: buffer-overread at `memcpy`
    memcpy(record, out, sizeof out);
}

/* A literal of three characters has four bytes. */
void write_magic(uint8_t out[static 8])
{
    uint8_t header[8];

    memcpy(header, "TLM", sizeof header); // expect: buffer-overread at `memcpy`
    memcpy(out, header, sizeof header);
}

/* More is sent than the frame holds. */
ssize_t send_reading(int fd, uint16_t channel, int16_t value)
{
    struct reading frame = { channel, value };

    return write(fd, &frame, 2 * sizeof frame); // expect: buffer-overread at `write`
}

/* The check is made against the wrong size. */
int send_part(int fd, size_t length)
{
    uint8_t page[32] = { 0 };

    if (length > RECORD_SIZE)
        return -1;
    return write(fd, page, length) < 0 ? -1 : 0; // expect: buffer-overread at `write`
}

/* The comparison reads past both ends. */
int is_same_key(const uint8_t *key)
{
    static const uint8_t expected[16] = { 0x3a, 0x11 };

    return memcmp(expected, key, 32) == 0; // expect: buffer-overread at `memcmp`
}

/* Behind an offset less is left to read. */
void copy_tail(uint8_t out[static 16])
{
    uint8_t page[32] = { 1, 2, 3 };
    uint8_t tail[16];

    memcpy(tail, page + 24, sizeof tail); // expect: buffer-overread at `memcpy`
    memcpy(out, tail, sizeof tail);
}

/* The new block is larger than the old one, and so is the copy. */
uint8_t *grow(void)
{
    uint8_t *page = malloc(32);
    uint8_t *larger = malloc(64);

    if (page == NULL || larger == NULL) {
        free(page);
        free(larger);
        return NULL;
    }
    memset(page, 0xff, 32);
    memcpy(larger, page, 64); // expect: buffer-overread at `memcpy`
    free(page);
    return larger;
}

/* One step behind the last element, through a pointer. */
int sum_readings(void)
{
    static const struct reading readings[4] = { { 1, 20 }, { 2, 21 }, { 3, 19 }, { 4, 20 } };
    const struct reading *r = readings;
    int sum = FIRST_OF(readings).value;

    r += 4;
    sum += r->value; // expect: buffer-overread at `r->value`
    return sum;
}

/* A message says how long its text is, and nobody looks whether it is there. */
int answer_echo(const uint8_t *message, size_t size, uint8_t *answer)
{
    const uint8_t *p = message;
    uint16_t length;

    if (size == 0)
        return -1;
    p++;
    length = (uint16_t)(p[0] << 8 | p[1]);
    p += 2;
    memcpy(answer, p, length); // expect: buffer-overread at `memcpy`
    return length;
}

void push_byte(uint8_t byte);

int take_elements(const uint8_t *message, size_t size)
{
    uint8_t count = message[1];

    if (size == 0)
        return -1;
    for (int i = 0; i < count; i++)
        push_byte(message[2 + i]); // expect: buffer-overread at `message[2 + i]`
    return count;
}

/* What the text would have needed, not what there is of it. */
void send_greeting(int fd, const char *user)
{
    char text[64];
    int length = snprintf(text, sizeof text, "user=%s\n", user);

    if (length > 0 && write(fd, text, (size_t)length) < 0) // expect: buffer-overread at `write`
        perror("write");
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

int name_all(struct name *name)
{
    static const unsigned long parts[16] = {1, 3, 6, 1};

    return set_name(name, parts, sizeof parts); // expect: buffer-overread at `set_name`
}

/* From the one behind the gap on, there is one less. */
void remove_reading(struct reading readings[static 8], int i)
{
    struct reading kept[8];

    memcpy(kept, readings, sizeof kept);
    if (i < 0 || i >= 8)
        return;
    memmove(&kept[i], &kept[i + 1], (8 - i) * sizeof kept[0]); // expect: buffer-overread at `memmove`
    memcpy(readings, kept, sizeof kept);
}

static int levels[8];
static int level_count;

void remove_level(int i)
{
    if (i < 0 || i >= level_count || level_count > 8)
        return;
    memmove(&levels[i], &levels[i + 1], (level_count - i) * sizeof levels[0]); // expect: buffer-overread at `memmove`
    level_count--;
}
