/* Telemetry over TCP: connects to the ward's server, sends samples, takes commands and time. */
#include "telemetry.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

/* The socket stays open when the connection is refused. */
int telemetry_connect(const char *host, uint16_t port)
{
    struct sockaddr_in address;
    int fd;

    memset(&address, 0, sizeof(address));
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    if (inet_pton(AF_INET, host, &address.sin_addr) != 1) {
        return -1;
    }
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) {
        return -1;
    }
    if (connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0) {
        return -1; // expect: resource-leak at `return`
    }
    return fd;
}

int telemetry_listen(uint16_t port)
{
    struct sockaddr_in address;
    int fd;

    memset(&address, 0, sizeof(address));
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) {
        return -1;
    }
    if (bind(fd, (struct sockaddr *)&address, sizeof(address)) < 0 || listen(fd, 1) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

status_t telemetry_send(struct telemetry *link, const struct batch *batch)
{
    char line[96];
    unsigned i;
    int length;

    if (batch->count > SAMPLE_COUNT) {
        return STATUS_BAD_ARGUMENT;
    }
    for (i = 0; i < batch->count; i++) {
        const sample_t *sample = &batch->samples[i];

        length = snprintf(line, sizeof(line), "%u;%u;%d\n", sample->channel, sample->seconds, sample->value);
        if (length < 0 || (size_t)length >= sizeof(line)) {
            return STATUS_TOO_LONG;
        }
        if (send(link->socket, line, (size_t)length, 0) != length) {
            return STATUS_IO;
        }
        link->sent++;
    }
    return STATUS_OK;
}

/* The limit is the caller's promise about another buffer: this one has half of it. */
status_t telemetry_receive_command(struct telemetry *link, char *out, size_t out_len)
{
    char reply[REPLY_MAX];
    ssize_t got;

    got = recv(link->socket, reply, 2 * REPLY_MAX, 0); // expect: buffer-overflow at `recv`
    if (got <= 0) {
        return STATUS_IO;
    }
    if ((size_t)got >= out_len || (size_t)got > sizeof(reply)) {
        return STATUS_TOO_LONG;
    }
    memcpy(out, reply, (size_t)got);
    out[got] = '\0';
    return STATUS_OK;
}

status_t telemetry_receive_text(struct telemetry *link, char *out, size_t out_len)
{
    char reply[REPLY_MAX];
    ssize_t got;

    got = recv(link->socket, reply, sizeof(reply), 0);
    if (got <= 0) {
        return STATUS_IO;
    }
    if ((size_t)got >= out_len) {
        return STATUS_TOO_LONG;
    }
    memcpy(out, reply, (size_t)got);
    out[got] = '\0';
    return STATUS_OK;
}

/* The server's count decides how much is written behind `samples`. */
status_t telemetry_receive_batch(struct telemetry *link, struct batch *batch)
{
    uint16_t count = 0;

    if (recv(link->socket, &count, sizeof(count), MSG_WAITALL) != (ssize_t)sizeof(count)) {
        return STATUS_IO;
    }
    batch->count = ntohs(count);
    if (recv(link->socket, batch->samples, batch->count * sizeof(sample_t), MSG_WAITALL) < 0) { // expect: unchecked-length at `recv`
        return STATUS_IO;
    }
    return STATUS_OK;
}

status_t telemetry_receive_samples(struct telemetry *link, struct batch *batch)
{
    uint16_t count = 0;

    if (recv(link->socket, &count, sizeof(count), MSG_WAITALL) != (ssize_t)sizeof(count)) {
        return STATUS_IO;
    }
    count = ntohs(count);
    if (count > SAMPLE_COUNT) {
        return STATUS_BAD_FRAME;
    }
    batch->count = count;
    if (recv(link->socket, batch->samples, count * sizeof(sample_t), MSG_WAITALL) < 0) {
        return STATUS_IO;
    }
    return STATUS_OK;
}

/* A server that sends one byte changes the clock as well: to what lay on the stack. */
status_t telemetry_receive_time(struct telemetry *link, uint32_t *seconds)
{
    unsigned char reply[REPLY_MAX];
    ssize_t got;

    got = recv(link->socket, reply, sizeof(reply), 0);
    if (got <= 0) {
        return STATUS_IO;
    }
    memcpy(seconds, reply, sizeof(*seconds)); // expect: truncated-message at `memcpy(seconds, reply, sizeof(*seconds))`
    return STATUS_OK;
}

status_t telemetry_receive_seconds(struct telemetry *link, uint32_t *seconds)
{
    unsigned char reply[REPLY_MAX];
    ssize_t got;

    got = recv(link->socket, reply, sizeof(reply), 0);
    if (got < (ssize_t)sizeof(*seconds)) {
        return STATUS_IO;
    }
    memcpy(seconds, reply, sizeof(*seconds));
    return STATUS_OK;
}

/* Whatever the server answers is used as the format of the log line. */
void telemetry_log_reply(struct telemetry *link)
{
    char reply[REPLY_MAX];
    ssize_t got;

    got = recv(link->socket, reply, sizeof(reply) - 1, 0);
    if (got <= 0) {
        return;
    }
    reply[got] = '\0';
    syslog(LOG_INFO, reply); // expect: format-string at `syslog`
}

void telemetry_log_error(struct telemetry *link)
{
    char reply[REPLY_MAX];
    ssize_t got;

    got = recv(link->socket, reply, sizeof(reply) - 1, 0);
    if (got <= 0) {
        return;
    }
    reply[got] = '\0';
    syslog(LOG_ERR, "%s", reply); // expect: log-injection at `syslog`
}

/* The terminator goes behind the last byte of a full buffer. */
uint32_t telemetry_server_time(struct telemetry *link)
{
    char digits[16];
    ssize_t got;

    got = recv(link->socket, digits, sizeof(digits), 0);
    if (got < 0) {
        return 0;
    }
    digits[got] = '\0'; // expect: index-out-of-bounds at `digits[got]`
    return (uint32_t)strtoul(digits, NULL, 10);
}

uint32_t telemetry_server_offset(struct telemetry *link)
{
    char digits[16];
    ssize_t got;

    got = recv(link->socket, digits, sizeof(digits) - 1, 0);
    if (got < 0) {
        return 0;
    }
    digits[got] = '\0';
    return (uint32_t)strtoul(digits, NULL, 10);
}

/* Host and path of any length into an address of 48 characters. */
status_t telemetry_request(struct telemetry *link, const char *host, const char *path)
{
    char request[48];

    sprintf(request, "GET http://%s/%s\r\n", host, path); // expect: unbounded-copy at `sprintf`
    return send(link->socket, request, strlen(request), 0) < 0 ? STATUS_IO : STATUS_OK;
}

status_t telemetry_query(struct telemetry *link, const char *host, const char *path)
{
    char request[48];
    int length;

    length = snprintf(request, sizeof(request), "GET http://%s/%s\r\n", host, path);
    if (length < 0 || (size_t)length >= sizeof(request)) {
        return STATUS_TOO_LONG;
    }
    return send(link->socket, request, (size_t)length, 0) < 0 ? STATUS_IO : STATUS_OK;
}

/* One byte short: strlen() does not count the terminator. */
char *telemetry_keep_host(const char *host)
{
    char *copy = malloc(strlen(host));

    if (copy == NULL) {
        return NULL;
    }
    strcpy(copy, host); // expect: buffer-overflow at `strcpy`
    return copy;
}

char *telemetry_keep_path(const char *path)
{
    char *copy = malloc(strlen(path) + 1);

    if (copy == NULL) {
        return NULL;
    }
    strcpy(copy, path);
    return copy;
}

/* Asks for the server's name, and ignores that there may be none. */
void telemetry_resolve(struct telemetry *link, const char *name)
{
    struct hostent *entry = gethostbyname(name);

    strncpy(link->host, entry->h_name, sizeof(link->host) - 1); // expect: unchecked-allocation at `entry->h_name`
    link->host[sizeof(link->host) - 1] = '\0';
}

void telemetry_resolve_checked(struct telemetry *link, const char *name)
{
    struct hostent *entry = gethostbyname(name);

    if (entry == NULL) {
        link->host[0] = '\0';
        return;
    }
    strncpy(link->host, entry->h_name, sizeof(link->host) - 1);
    link->host[sizeof(link->host) - 1] = '\0';
}

/* An unreleased copy of the first line each time a second one comes. */
void telemetry_pair(struct telemetry *link, const char *first, const char *second)
{
    char *line = strdup(first);

    if (line == NULL) {
        return;
    }
    send(link->socket, line, strlen(line), 0);
    line = strdup(second); // expect: memory-leak at `line`
    if (line == NULL) {
        return;
    }
    send(link->socket, line, strlen(line), 0);
    free(line);
}

void telemetry_pair_in_turn(struct telemetry *link, const char *first, const char *second)
{
    char *line = strdup(first);

    if (line != NULL) {
        send(link->socket, line, strlen(line), 0);
    }
    free(line);
    line = strdup(second);
    if (line != NULL) {
        send(link->socket, line, strlen(line), 0);
    }
    free(line);
}

struct beacon {
    uint8_t kind;
    uint32_t seconds;
};

/* Between the members lie bytes that nobody sets. */
void telemetry_beacon(struct telemetry *link, uint32_t seconds)
{
    struct beacon beacon;

    beacon.kind = 1;
    beacon.seconds = seconds;
    send(link->socket, &beacon, sizeof(beacon), 0); // expect: uninitialised-output at `send`
}

void telemetry_beacon_cleared(struct telemetry *link, uint32_t seconds)
{
    struct beacon beacon;

    memset(&beacon, 0, sizeof(beacon));
    beacon.kind = 1;
    beacon.seconds = seconds;
    send(link->socket, &beacon, sizeof(beacon), 0);
}
