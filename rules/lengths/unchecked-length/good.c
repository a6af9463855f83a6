/* The same messages, each length compared with the room before it is used. */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PAYLOAD_SIZE 128
#define MIN(a, b) ((a) < (b) ? (a) : (b))

struct message_header {
    uint16_t type;
    uint16_t length;
};

/* What does not fit is refused. */
int receive_message(int fd, uint8_t out[static PAYLOAD_SIZE])
{
    struct message_header header;
    uint8_t payload[PAYLOAD_SIZE];

    if (recv(fd, &header, sizeof header, MSG_WAITALL) != (ssize_t)sizeof header)
        return -1;
    size_t length = ntohs(header.length);
    if (length == 0 || length > sizeof payload)
        return -1;
    if (recv(fd, payload, length, MSG_WAITALL) != (ssize_t)length)
        return -1;
    memcpy(out, payload, length);
    return (int)length;
}

/* Both what was received and what there is room for limit the copy. */
int parse_frame(int fd, uint8_t out[static 64])
{
    uint8_t frame[1024];
    ssize_t received = recv(fd, frame, sizeof frame, 0);

    if (received < 4)
        return -1;
    size_t length = (size_t)frame[2] << 8 | frame[3];
    if (length > (size_t)received - 4 || length > 64)
        return -1;
    memcpy(out, frame + 4, length);
    return (int)length;
}

/* Cut to the array. */
int load_calibration(FILE *file, uint8_t table[static 256])
{
    uint8_t local[256];
    uint32_t size;

    if (fread(&size, sizeof size, 1, file) != 1)
        return -1;
    if (size > sizeof local)
        size = sizeof local;
    if (fread(local, 1, size, file) != size)
        return -1;
    memcpy(table, local, size);
    return 0;
}

/* The smaller of both. */
void clear_history(void)
{
    static uint8_t history[512];
    const char *text = getenv("HISTORY_BYTES");

    if (text == NULL)
        return;
    size_t count = strtoul(text, NULL, 10);
    memset(history, 0, MIN(count, sizeof history));
}

/* Only lengths that are known are accepted. */
int dispatch(int fd)
{
    uint8_t frame[512];
    uint8_t body[PAYLOAD_SIZE] = { 0 };
    ssize_t received = read(fd, frame, sizeof frame);

    if (received < 64 + (ssize_t)sizeof(struct message_header))
        return -1;
    const struct message_header *header = (const struct message_header *)frame;
    switch (header->length) {
    case 16:
    case 64:
        memcpy(body, frame + sizeof *header, header->length);
        return body[0];
    default:
        return -1;
    }
}

/* The block is as large as what is read into it, and the size has a limit. */
uint8_t *receive_waveform(int fd)
{
    uint32_t count;

    if (read(fd, &count, sizeof count) != (ssize_t)sizeof count || count == 0 || count > 65536)
        return NULL;
    uint8_t *samples = malloc(count);
    if (samples == NULL)
        return NULL;
    if (read(fd, samples, count) != (ssize_t)count) {
        free(samples);
        return NULL;
    }
    return samples;
}

/* A byte cannot exceed 255, and the array has 256. */
int receive_short(int fd, uint8_t out[static 256])
{
    uint8_t length;
    uint8_t data[256];

    if (read(fd, &length, 1) != 1)
        return -1;
    ssize_t received = read(fd, data, length);
    if (received < 0)
        return -1;
    memcpy(out, data, (size_t)received);
    return (int)received;
}

/* A mask is a limit. */
int receive_nibble(int fd, uint8_t out[static 16])
{
    uint8_t first;
    uint8_t data[16];

    if (read(fd, &first, 1) != 1)
        return -1;
    size_t length = first & 0x0f;
    if (read(fd, data, length) != (ssize_t)length)
        return -1;
    memcpy(out, data, length);
    return (int)length;
}

/* Signed numbers are checked from both sides. */
int receive_signed(int fd, uint8_t out[static 32])
{
    int length;

    if (read(fd, &length, sizeof length) != (ssize_t)sizeof length)
        return -1;
    if (length < 0 || length > 32)
        return -1;
    return read(fd, out, (size_t)length) == length ? length : -1;
}

struct session {
    unsigned char id[32];
    unsigned id_length;
};

int session_set_id(struct session *session, const unsigned char *id, size_t length)
{
    if (length > sizeof session->id)
        return -1;
    memcpy(session->id, id, length);
    session->id_length = (unsigned)length;
    return 0;
}

/* Who calls this is known here. */
static void session_copy_id(struct session *session, const unsigned char *id, size_t length)
{
    memcpy(session->id, id, length);
}

void session_reset(struct session *session)
{
    static const unsigned char none[4] = {0};
    session_copy_id(session, none, sizeof none);
}

/* Inside the message and inside the array. */
struct ward_record {
    char name[24];
    uint8_t flags;
};

int read_ward(struct ward_record *record, const uint8_t *message, const uint8_t *end)
{
    size_t length = *message++;

    if (length > (size_t)(end - message) || length > sizeof record->name)
        return -1;
    memcpy(record->name, message, length);
    return 0;
}

/* Nothing is subtracted before it is known to fit. */
size_t append_reading(uint8_t frame[static 128], size_t used, const uint8_t *value, unsigned length)
{
    uint8_t copy[128] = { 0 };

    if (length <= sizeof copy && used <= sizeof copy - length) {
        memcpy(copy + used, value, length);
        memcpy(frame, copy, sizeof copy);
        used += length;
    }
    return used;
}

/* What is there already and what comes are compared together with what there is room for. */
struct path {
    uint8_t length;
    uint32_t steps[50];
};

void path_append(struct path *path, const uint32_t *steps, uint8_t count)
{
    if (path->length + count > 50)
        return;
    memcpy(&path->steps[path->length], steps, count * sizeof(uint32_t));
    path->length = (uint8_t)(path->length + count);
}

/* The other part is of one size wherever this is called. */
static size_t append_nonce(uint8_t *out, const uint8_t *data, size_t length, const uint8_t *nonce, size_t nonce_length)
{
    uint8_t packet[4096];

    length = length < sizeof packet - nonce_length ? length : sizeof packet - nonce_length;
    memcpy(packet, data, length);
    memcpy(packet + length, nonce, nonce_length);
    memcpy(out, packet, 16);
    return length + nonce_length;
}

size_t append_short(uint8_t *out, const uint8_t *data, size_t length)
{
    static const uint8_t nonce[8] = {1};

    return append_nonce(out, data, length, nonce, sizeof nonce);
}

/* Of an exponent it is known to whoever passes it which there are. */
size_t count_marked(const uint8_t *blocks, int exponent)
{
    uint8_t marks[64];
    int width = 1 << (exponent - 2);
    size_t count = 0;

    memset(marks, 0, width * width);
    for (int i = 0; i < width && i < 64; i++)
        count += blocks[i] > marks[0];
    return count;
}

int show_user(void)
{
    char name[16];
    const char *user = getenv("PUMP_USER");

    if (user == NULL)
        return -1;
    size_t length = strlen(user);
    if (length >= sizeof name)
        length = sizeof name - 1;
    memcpy(name, user, length);
    name[length] = '\0';
    return printf("%s\n", name);
}

char *copy_of_user(void)
{
    const char *user = getenv("PUMP_USER");
    size_t length = user == NULL ? 0 : strlen(user);
    char *copy = malloc(length + 1);

    if (copy == NULL)
        return NULL;
    if (user != NULL)
        memcpy(copy, user, length);
    copy[length] = '\0';
    return copy;
}

/* All of it, however the bytes come in: the place moves on by what the rest goes down. */
static int receive_all(int fd, uint8_t *p, size_t rest)
{
    while (rest > 0) {
        ssize_t got = recv(fd, p, rest, 0);
        if (got <= 0)
            return -1;
        p += got;
        rest -= (size_t)got;
    }
    return 0;
}

int receive_report(int fd)
{
    uint8_t report[256];
    uint32_t length;

    if (recv(fd, &length, sizeof length, MSG_WAITALL) != sizeof length || length > sizeof report)
        return -1;
    return receive_all(fd, report, length);
}

/* How much there is room for is looked at, or all callers know how much comes. */
int take_answer(char *answer, size_t answer_size, const char *message, size_t length)
{
    if (length < 4 || length - 4 > answer_size)
        return -1;
    memcpy(answer, message + 4, length - 4);
    return (int)length - 4;
}

int take_key(char *key, size_t key_size, const char *message, size_t length)
{
    if (length > 32)
        return -1;
    memcpy(key, message, length);
    return (int)length;
}

int take_address(char *address, size_t address_size, const char *message)
{
    memcpy(address, message, 6);
    return 6;
}

int take_text(char *text, int unit, const char *message, size_t length)
{
    memcpy(text, message, length);
    return unit;
}
