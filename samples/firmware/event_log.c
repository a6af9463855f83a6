/* The event log: what happened when, kept as a list and written to a file on request. */
#include "event_log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct event *event_new(uint32_t seconds, uint8_t severity, const char *text)
{
    struct event *event = malloc(sizeof(*event));

    if (event == NULL) {
        return NULL;
    }
    event->seconds = seconds;
    event->severity = severity;
    event->next = NULL;
    event->text = strdup(text);
    if (event->text == NULL) {
        free(event);
        return NULL;
    }
    return event;
}

void event_free(struct event *event)
{
    if (event != NULL) {
        free(event->text);
        free(event);
    }
}

status_t event_log_append(struct event_log *log, uint32_t seconds, const char *text)
{
    struct event *event = event_new(seconds, 0, text);

    if (event == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (log->last != NULL) {
        log->last->next = event;
    } else {
        log->first = event;
    }
    log->last = event;
    log->recent[log->count % EVENT_RECENT] = event;
    log->count++;
    return STATUS_OK;
}

/* The error path releases what the common path releases again. */
status_t event_log_write_line(FILE *file, const struct event *event)
{
    char *line = malloc(EVENT_TEXT_LEN + 16);
    status_t status = STATUS_OK;

    if (line == NULL) {
        return STATUS_NO_MEMORY;
    }
    snprintf(line, EVENT_TEXT_LEN + 16, "%u %s\n", event->seconds, event->text);
    if (fputs(line, file) < 0) {
        status = STATUS_IO;
        free(line);
    }
    free(line); // expect: double-free at `free`
    return status;
}

status_t event_log_write_short(FILE *file, const struct event *event)
{
    char *line = malloc(EVENT_TEXT_LEN + 16);
    status_t status = STATUS_OK;

    if (line == NULL) {
        return STATUS_NO_MEMORY;
    }
    snprintf(line, EVENT_TEXT_LEN + 16, "%s\n", event->text);
    if (fputs(line, file) < 0) {
        status = STATUS_IO;
    }
    free(line);
    return status;
}

/* The text is compared after the event was given up. */
int event_take_critical(struct event *event)
{
    int critical = 0;
    char *text = event->text;

    free(text);
    if (strncmp(text, "ALARM", 5) == 0) { // expect: use-after-free at `strncmp`
        critical = 1;
    }
    event->text = NULL;
    return critical;
}

int event_drop_critical(struct event *event)
{
    int critical = strncmp(event->text, "ALARM", 5) == 0;

    free(event->text);
    event->text = NULL;
    return critical;
}

/* The default text was never on the heap. */
void event_log_default_text(char *out, size_t out_len)
{
    char text[EVENT_TEXT_LEN] = "no event";

    snprintf(out, out_len, "%s", text);
    free(text); // expect: invalid-free at `free`
}

void event_log_boot_text(char *out, size_t out_len)
{
    char *text = strdup("boot");

    if (text == NULL) {
        return;
    }
    snprintf(out, out_len, "%s", text);
    free(text);
}

/* A pipe is not closed like a file. */
status_t event_log_compress(const char *text)
{
    FILE *pipe = popen("/bin/gzip -c > /var/log/pump.gz", "w");

    if (pipe == NULL) {
        return STATUS_IO;
    }
    fputs(text, pipe);
    fclose(pipe); // expect: mismatched-deallocator at `fclose`
    return STATUS_OK;
}

status_t event_log_encrypt(const char *text)
{
    FILE *pipe = popen("/usr/bin/gpg -e > /var/log/pump.gpg", "w");

    if (pipe == NULL) {
        return STATUS_IO;
    }
    fputs(text, pipe);
    return pclose(pipe) == 0 ? STATUS_OK : STATUS_IO;
}

void event_log_clear(struct event_log *log)
{
    struct event *event = log->first;

    while (event != NULL) {
        struct event *next = event->next;

        event_free(event);
        event = next;
    }
    memset(log, 0, sizeof(*log));
}

/* The list of the recent events is made for sixteen, and searched one too far. */
unsigned event_log_count_recent(const struct event_log *log, uint8_t severity)
{
    unsigned found = 0;
    unsigned i = 0;

    while (i <= ARRAY_LEN(log->recent)) {
        const struct event *event = log->recent[i]; // expect: index-out-of-bounds at `log->recent[i]`

        if (event != NULL && event->severity == severity) {
            found++;
        }
        i++;
    }
    return found;
}

unsigned event_log_count_severe(const struct event_log *log, uint8_t severity)
{
    unsigned found = 0;
    unsigned i = 0;

    while (i < ARRAY_LEN(log->recent)) {
        const struct event *event = log->recent[i];

        if (event != NULL && event->severity >= severity) {
            found++;
        }
        i++;
    }
    return found;
}

/* The recent events move up by one, onto each other. */
void event_log_drop_oldest(struct event_log *log)
{
    memcpy(log->recent, log->recent + 1, (EVENT_RECENT - 1) * sizeof(log->recent[0])); // expect: overlapping-copy at `memcpy`
    log->recent[EVENT_RECENT - 1] = NULL;
}

void event_log_drop_newest(struct event_log *log)
{
    memmove(log->recent + 1, log->recent, (EVENT_RECENT - 1) * sizeof(log->recent[0]));
    log->recent[0] = NULL;
}

status_t event_log_write(const struct event_log *log, const char *path)
{
    const struct event *event;
    status_t status = STATUS_OK;
    FILE *file = fopen(path, "a");

    if (file == NULL) {
        return STATUS_IO;
    }
    for (event = log->first; event != NULL && status == STATUS_OK; event = event->next) {
        status = event_log_write_short(file, event);
    }
    if (fclose(file) != 0) {
        status = STATUS_IO;
    }
    return status;
}
