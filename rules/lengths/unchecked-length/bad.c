/* Gateway of a ward: messages from bedside devices name their own length. */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PAYLOAD_SIZE 128

struct message_header {
    uint16_t type;
    uint16_t length;
};

/* The peer decides how much is written behind the array. */
int receive_message(int fd, uint8_t out[static PAYLOAD_SIZE])
{
    struct message_header header;
    uint8_t payload[PAYLOAD_SIZE];

    if (recv(fd, &header, sizeof header, MSG_WAITALL) != (ssize_t)sizeof header)
        return -1;
    if (recv(fd, payload, ntohs(header.length), MSG_WAITALL) < 0) // expect: unchecked-length at `recv`
        return -1;
    memcpy(out, payload, sizeof payload);
    return 0;
}

/* The length is put together from two bytes of the frame. */
int parse_frame(int fd, uint8_t out[static 64])
{
    uint8_t frame[1024];
    uint8_t value[64];
    ssize_t received = recv(fd, frame, sizeof frame, 0);

    if (received < 4)
        return -1;
    size_t length = (size_t)frame[2] << 8 | frame[3];
    memcpy(value, frame + 4, length); // expect: unchecked-length at `memcpy`
    memcpy(out, value, sizeof value);
    return 0;
}

/* It is checked that something is there, but not that it fits. */
int load_calibration(FILE *file, uint8_t table[static 256])
{
    uint8_t local[256];
    uint32_t size;

    if (fread(&size, sizeof size, 1, file) != 1)
        return -1;
    if (size == 0)
        return -1;
    if (fread(local, 1, size, file) != size) // expect: unchecked-length at `fread`
        return -1;
    memcpy(table, local, sizeof local);
    return 0;
}

/* A number from the environment is no better than one from the network. */
void clear_history(void)
{
    static uint8_t history[512];
    const char *text = getenv("HISTORY_BYTES");

    if (text == NULL)
        return;
    size_t count = strtoul(text, NULL, 10);
    memset(history, 0, count); // expect: unchecked-length at `memset`
}

/* The header is read in place, through a pointer into the frame. */
int dispatch(int fd)
{
    uint8_t frame[512];
    uint8_t body[PAYLOAD_SIZE];
    ssize_t received = read(fd, frame, sizeof frame);

    if (received < (ssize_t)sizeof(struct message_header))
        return -1;
    const struct message_header *header = (const struct message_header *)frame;
    if (header->type == 7)
        memcpy(body, frame + sizeof *header, header->length); // expect: unchecked-length at `memcpy`
    else
        memset(body, 0, sizeof body);
    return body[0];
}

/* The heap block has a fixed size, the copy has not. */
uint8_t *receive_waveform(int fd)
{
    uint32_t count;
    uint8_t *samples = malloc(1000);

    if (samples == NULL)
        return NULL;
    if (read(fd, &count, sizeof count) != (ssize_t)sizeof count
        || read(fd, samples, count) < 0) { // expect: unchecked-length at `read`
        free(samples);
        return NULL;
    }
    return samples;
}

struct session {
    unsigned char id[32];
    unsigned id_length;
};

/* Others call this: what they say is the only limit. */
void session_set_id(struct session *session, const unsigned char *id, size_t length)
{
    memcpy(session->id, id, length); // expect: unchecked-length at `memcpy(session->id, id, length)`
    session->id_length = (unsigned)length;
}

/* That the value lies inside the message says nothing about the array. */
struct patient_record {
    char name[24];
    uint8_t flags;
};

int read_name(struct patient_record *record, const uint8_t *message, const uint8_t *end)
{
    size_t length = *message++;

    if (length > (size_t)(end - message))
        return -1;
    memcpy(record->name, message, length); // expect: unchecked-length at `memcpy`
    return 0;
}

/* 128 less a length that exceeds it is not negative, but huge. */
size_t append_value(uint8_t frame[static PAYLOAD_SIZE], size_t used, const uint8_t *value, unsigned length)
{
    uint8_t copy[PAYLOAD_SIZE] = { 0 };

    if (used < PAYLOAD_SIZE - length) {
        memcpy(copy + used, value, length); // expect: unchecked-length at `memcpy`
        memcpy(frame, copy, sizeof copy);
        used += length;
    }
    return used;
}

/* The two lengths are equal, but neither is compared with the array. */
int first_half(const unsigned char *raw, size_t length, size_t half)
{
    unsigned char first[48];
    if (length != 2 * half) {
        return -1;
    }
    memcpy(first, raw, half); // expect: unchecked-length
    return first[0];
}

/* The text is as long as whoever starts the program likes. */
int show_user(void)
{
    char name[16];
    const char *user = getenv("PUMP_USER");

    if (user == NULL)
        return -1;
    size_t length = strlen(user);
    memcpy(name, user, length); // expect: unchecked-length at `memcpy`
    name[length] = '\0'; // expect: index-out-of-bounds at `name[length]`
    return printf("%s\n", name);
}

/* How much there is room for is handed in, and used nowhere. */
int take_answer(char *answer, size_t answer_size, const char *message, size_t length)
{
    if (length < 4)
        return -1;
    memcpy(answer, message + 4, length - 4); // expect: unchecked-length at `memcpy`
    return (int)length - 4;
}
