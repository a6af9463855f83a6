/* Telemetry over TCP to the ward's server. */
#ifndef TELEMETRY_H
#define TELEMETRY_H

#include "device.h"

#define TELEMETRY_PORT 7077
#define REPLY_MAX 128
#define HOST_MAX 64

struct telemetry {
    int socket;
    char host[HOST_MAX];
    uint32_t sent;
};

struct batch {
    uint16_t count;
    sample_t samples[SAMPLE_COUNT];
};

int telemetry_connect(const char *host, uint16_t port);
status_t telemetry_send(struct telemetry *link, const struct batch *batch);
status_t telemetry_receive_command(struct telemetry *link, char *out, size_t out_len);
status_t telemetry_receive_batch(struct telemetry *link, struct batch *batch);
void telemetry_log_reply(struct telemetry *link);
void telemetry_log_error(struct telemetry *link);
char *telemetry_url(const char *host, const char *path);

#endif
