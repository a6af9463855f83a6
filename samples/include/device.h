/* Limits, status codes and small helpers shared by all parts of the pump. */
#ifndef DEVICE_H
#define DEVICE_H

#include <stddef.h>
#include <stdint.h>

#define DEVICE_NAME_LEN 16
#define SERIAL_LEN 12
#define CHANNEL_COUNT 4
#define SAMPLE_COUNT 32
#define FRAME_MAX 256

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define MIN(a, b) ((a) < (b) ? (a) : (b))

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    STATUS_OK = 0,
    STATUS_BAD_ARGUMENT,
    STATUS_BAD_FRAME,
    STATUS_NO_MEMORY,
    STATUS_IO,
    STATUS_TOO_LONG
} status_t;

struct device_id {
    char name[DEVICE_NAME_LEN];
    char serial[SERIAL_LEN];
    uint16_t hardware_revision;
    uint16_t firmware_version;
};

typedef struct {
    uint32_t seconds;
    int32_t value;
    uint8_t channel;
} sample_t;

#ifdef __cplusplus
}
#endif

#endif
