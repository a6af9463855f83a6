/* Messages of the Bluetooth remote and of the service UART: | type | length | payload ... | checksum | */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "device.h"

#define MESSAGE_HEADER 2
#define PAYLOAD_MAX 64
#define NURSE_CALL_MAX 3
#define LABEL_MAX 4
#define LABEL_LEN 16

enum message_type {
    MESSAGE_HELLO = 1,
    MESSAGE_SET_RATE,
    MESSAGE_BOLUS,
    MESSAGE_STOP,
    MESSAGE_RENAME,
    MESSAGE_TEXT,
    MESSAGE_LABELS
};

/* What the keys of the remote are called, as its owner likes. */
struct key_labels {
    uint8_t count;
    char text[LABEL_MAX][LABEL_LEN];
};

struct message {
    uint8_t type;
    uint8_t length;
    uint8_t payload[PAYLOAD_MAX];
};

struct pump_state {
    uint32_t rate_ul_per_h;
    uint32_t bolus_ul;
    uint8_t running;
    uint8_t alarm;
    struct device_id id;
    char display[32];
};

status_t message_receive(int fd, struct message *message);
status_t message_receive_legacy(int fd, struct message *message);
status_t message_apply(const struct message *message, struct pump_state *state);
status_t message_rename(const struct message *message, struct pump_state *state);
status_t message_show_text(struct pump_state *state, const char *text);
uint8_t message_checksum(const uint8_t *data, size_t length);
status_t message_parse_labels(const uint8_t *frame, size_t size, struct key_labels *labels);
status_t message_parse_labels_checked(const uint8_t *frame, size_t size, struct key_labels *labels);
const uint8_t *message_field_end(const uint8_t *at, const uint8_t *end);
const uint8_t *message_field_end_checked(const uint8_t *at, const uint8_t *end);

#endif
