/* Receives, checks and applies the messages of the Bluetooth remote and of the service UART. */
#include "message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

uint8_t message_checksum(const uint8_t *data, size_t length)
{
    uint8_t sum = 0;
    size_t i;

    for (i = 0; i < length; i++) {
        sum = (uint8_t)(sum + data[i]);
    }
    return (uint8_t)~sum;
}

/* The remote says how long its payload is, and is believed. */
status_t message_receive_legacy(int fd, struct message *message)
{
    uint8_t frame[FRAME_MAX];
    ssize_t got;
    uint8_t length;

    got = read(fd, frame, sizeof(frame));
    if (got < MESSAGE_HEADER) {
        return STATUS_BAD_FRAME;
    }
    length = frame[1];
    message->type = frame[0];
    message->length = length;
    memcpy(message->payload, frame + MESSAGE_HEADER, length); // expect: unchecked-length at `memcpy`
    return STATUS_OK;
}

status_t message_receive(int fd, struct message *message)
{
    uint8_t frame[FRAME_MAX];
    ssize_t got;
    uint8_t length;

    got = read(fd, frame, sizeof(frame));
    if (got < MESSAGE_HEADER) {
        return STATUS_BAD_FRAME;
    }
    length = frame[1];
    if (length > PAYLOAD_MAX || length > got - MESSAGE_HEADER) {
        return STATUS_BAD_FRAME;
    }
    message->type = frame[0];
    message->length = length;
    memcpy(message->payload, frame + MESSAGE_HEADER, length);
    return STATUS_OK;
}

static uint32_t read_u32(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* A bolus that also stops the pump: the `break` is missing. */
status_t message_apply(const struct message *message, struct pump_state *state)
{
    switch (message->type) {
    case MESSAGE_HELLO:
        state->alarm = 0;
        break;
    case MESSAGE_SET_RATE:
        if (message->length < 4) {
            return STATUS_BAD_FRAME;
        }
        state->rate_ul_per_h = read_u32(message->payload);
        break;
    case MESSAGE_BOLUS:
        state->bolus_ul = read_u32(message->payload);
        state->running = 1;
    case MESSAGE_STOP:
        state->running = 0; // expect -1: implicit-fallthrough at `case`
        break;
    case MESSAGE_RENAME:
        return message_rename(message, state);
    case MESSAGE_TEXT:
        /* fall through */
    default:
        return STATUS_BAD_ARGUMENT;
    }
    return STATUS_OK;
}

/* Every path through this one says what it means. */
const char *message_name(const struct message *message)
{
    const char *name = "unknown";

    switch (message->type) {
    case MESSAGE_HELLO:
        name = "hello";
        break;
    case MESSAGE_SET_RATE:
    case MESSAGE_BOLUS:
        name = "dose";
        break;
    case MESSAGE_STOP:
        name = "stop";
        /* fall through */
    default:
        break;
    }
    return name;
}

/* strncpy() does not terminate a name that fills its field. */
status_t message_rename(const struct message *message, struct pump_state *state)
{
    const char *text = (const char *)message->payload;
    char name[DEVICE_NAME_LEN];

    strncpy(name, text, sizeof(name));
    snprintf(state->display, sizeof(state->display), "Pump %s", name); // expect: missing-terminator at `snprintf`
    return STATUS_OK;
}

status_t message_rename_checked(const struct message *message, struct pump_state *state)
{
    const char *text = (const char *)message->payload;
    char name[DEVICE_NAME_LEN];

    strncpy(name, text, sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    snprintf(state->display, sizeof(state->display), "Pump %s", name);
    return STATUS_OK;
}

/* The display has 32 characters, the text what the sender likes. */
status_t message_show_text(struct pump_state *state, const char *text)
{
    if (state == NULL || text == NULL) {
        return STATUS_BAD_ARGUMENT;
    }
    strcpy(state->display, text); // expect: unbounded-copy at `strcpy`
    return STATUS_OK;
}

status_t message_show_status(struct pump_state *state, const char *text)
{
    if (state == NULL || text == NULL) {
        return STATUS_BAD_ARGUMENT;
    }
    if (strlen(text) >= sizeof(state->display)) {
        return STATUS_TOO_LONG;
    }
    strcpy(state->display, text);
    return STATUS_OK;
}

void message_show_idle(struct pump_state *state)
{
    strcpy(state->display, "Ready");
}

/* The literal needs 34 bytes, the display has 32. */
void message_show_occlusion(struct pump_state *state)
{
    strcpy(state->display, "Occlusion: check line and syringe"); // expect: buffer-overflow at `strcpy`
}

/* Clears as many bytes as a pointer has. */
void message_clear(uint8_t *payload)
{
    memset(payload, 0, sizeof(payload)); // expect: sizeof-pointer at `sizeof`
}

void message_reset(struct message *message)
{
    memset(message, 0, sizeof(*message));
}

/* The greeting has four bytes, the answer is to have eight. */
size_t message_build_echo(uint8_t *frame, size_t frame_len)
{
    static const uint8_t greeting[4] = {MESSAGE_HELLO, 2, 'h', 'i'};

    if (frame_len < 8) {
        return 0;
    }
    memcpy(frame, greeting, 8); // expect: buffer-overread at `memcpy`
    return 8;
}

size_t message_build_hello(uint8_t *frame, size_t frame_len)
{
    static const uint8_t greeting[4] = {MESSAGE_HELLO, 2, 'h', 'i'};

    if (frame_len < sizeof(greeting)) {
        return 0;
    }
    memcpy(frame, greeting, sizeof(greeting));
    return sizeof(greeting);
}

/* The lamps of the nurse call: there is no lamp behind the last. */
static uint8_t nurse_calls[NURSE_CALL_MAX];

void message_nurse_call(void)
{
    nurse_calls[NURSE_CALL_MAX] = 1; // expect: index-out-of-bounds at `nurse_calls[NURSE_CALL_MAX]`
}

void message_nurse_clear(void)
{
    nurse_calls[NURSE_CALL_MAX - 1] = 0;
}

/* The service console of the first hardware revision. */
status_t message_console_login(void)
{
    char user[24];
    char code[8];

    printf("user: ");
    if (scanf("%s", user) != 1) { // expect: unbounded-read at `scanf`
        return STATUS_IO;
    }
    printf("code: ");
    if (scanf("%7s", code) != 1) {
        return STATUS_IO;
    }
    return strcmp(user, "service") == 0 && strcmp(code, "4711") == 0 ? STATUS_OK : STATUS_BAD_ARGUMENT;
}

/* Where the field that begins at `at` ends: at a semicolon or with the message. */
const uint8_t *message_field_end(const uint8_t *at, const uint8_t *end)
{
    while (*at != ';' && at < end) { // expect: late-bounds-check at `*at`
        at++;
    }
    return at;
}

const uint8_t *message_field_end_checked(const uint8_t *at, const uint8_t *end)
{
    while (at < end && *at != ';') {
        at++;
    }
    return at;
}

/* | MESSAGE_LABELS | count | length, text | length, text | ... |: a label has 16 bytes, its length says up to 255. */
status_t message_parse_labels(const uint8_t *frame, size_t size, struct key_labels *labels)
{
    size_t at = 2;
    uint8_t i;

    if (size < 2 || frame[0] != MESSAGE_LABELS || frame[1] > LABEL_MAX) {
        return STATUS_BAD_FRAME;
    }
    for (i = 0; i < frame[1]; i++) {
        if (at >= size || frame[at] > size - at - 1) {
            return STATUS_BAD_FRAME;
        }
        memcpy(labels->text[i], frame + at + 1, frame[at]);
        at += frame[at] + 1u;
    }
    labels->count = frame[1];
    return STATUS_OK;
}

status_t message_parse_labels_checked(const uint8_t *frame, size_t size, struct key_labels *labels)
{
    size_t at = 2;
    uint8_t i;

    if (size < 2 || frame[0] != MESSAGE_LABELS || frame[1] > LABEL_MAX) {
        return STATUS_BAD_FRAME;
    }
    for (i = 0; i < frame[1]; i++) {
        if (at >= size || frame[at] > size - at - 1 || frame[at] > LABEL_LEN) {
            return STATUS_BAD_FRAME;
        }
        memcpy(labels->text[i], frame + at + 1, frame[at]);
        at += frame[at] + 1u;
    }
    labels->count = frame[1];
    return STATUS_OK;
}
