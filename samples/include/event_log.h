/* The event log: a list in memory, written out from time to time. */
#ifndef EVENT_LOG_H
#define EVENT_LOG_H

#include "device.h"

#define EVENT_TEXT_LEN 48
#define EVENT_RECENT 16

struct event {
    uint32_t seconds;
    uint8_t severity;
    char *text;
    struct event *next;
};

struct event_log {
    struct event *first;
    struct event *last;
    struct event *recent[EVENT_RECENT];
    unsigned count;
};

struct event *event_new(uint32_t seconds, uint8_t severity, const char *text);
void event_free(struct event *event);
status_t event_log_append(struct event_log *log, uint32_t seconds, const char *text);
void event_log_clear(struct event_log *log);
status_t event_log_write(const struct event_log *log, const char *path);
void event_log_default_text(char *out, size_t out_len);

#endif
