/* Driver of the pressure and flow sensors: bus access, calibration tables, history and plausibility. */
#include "sensor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SELF_TEST_ROUNDS 5
#define REGISTER_STATUS 0x0f
#define STATUS_READY 0x01

static const char *const channel_names[CHANNEL_COUNT] = {"line", "syringe", "inlet", "ambient"};

static const struct sensor_range default_ranges[CHANNEL_COUNT] = {
    {-10000, 120000},
    {0, 250000},
    {-40000, 90000},
    {60000, 110000},
};

status_t sensor_open(struct sensor *sensor, const char *path, uint8_t channel)
{
    if (sensor == NULL || path == NULL || channel >= CHANNEL_COUNT) {
        return STATUS_BAD_ARGUMENT;
    }
    memset(sensor, 0, sizeof(*sensor));
    sensor->channel = channel;
    sensor->fd = open(path, O_RDWR);
    return sensor->fd < 0 ? STATUS_IO : STATUS_OK;
}

void sensor_close(struct sensor *sensor)
{
    if (sensor != NULL && sensor->fd >= 0) {
        close(sensor->fd);
        sensor->fd = -1;
    }
}

const char *sensor_channel_name(unsigned channel)
{
    if (channel >= ARRAY_LEN(channel_names)) {
        return "unknown";
    }
    return channel_names[channel];
}

/* A table that is filled up to its end, and one entry further. */
void sensor_reset_history(struct sensor *sensor)
{
    int i;

    for (i = 0; i <= SAMPLE_COUNT; i++) {
        sensor->history[i] = 0; // expect: index-out-of-bounds at `sensor->history[i]`
    }
    sensor->history_len = 0;
}

void sensor_clear_baseline(struct sensor *sensor)
{
    unsigned i;

    for (i = 0; i < CALIBRATION_POINTS; i++) {
        sensor->calibration.raw[i] = 0;
        sensor->calibration.pascal[i] = 0;
    }
    sensor->calibration.points = 0;
}

int32_t sensor_average(const struct sensor *sensor)
{
    int64_t sum = 0;
    unsigned i;

    if (sensor->history_len == 0 || sensor->history_len > SAMPLE_COUNT) {
        return 0;
    }
    for (i = 0; i < sensor->history_len; i++) {
        sum += sensor->history[i];
    }
    return (int32_t)(sum / sensor->history_len);
}

/* The first value is not compared with anything, so nothing gives `peak` a value when all are negative. */
int32_t sensor_peak(const int32_t *history)
{
    int32_t peak;
    int i;

    for (i = 0; i < SAMPLE_COUNT; i++) {
        if (history[i] > peak) { // expect: uninitialised-variable at `peak`
            peak = history[i];
        }
    }
    return peak;
}

int32_t sensor_trough(const int32_t *history)
{
    int32_t trough = history[0];
    int i;

    for (i = 1; i < SAMPLE_COUNT; i++) {
        if (history[i] < trough) {
            trough = history[i];
        }
    }
    return trough;
}

/* The bus delivers whole bursts, whatever the caller has room for. */
status_t sensor_read_burst(struct sensor *sensor, uint8_t *out, size_t out_len)
{
    uint8_t burst[BURST_LEN];
    ssize_t got;

    got = read(sensor->fd, burst, BURST_LEN + 2); // expect: buffer-overflow at `read`
    if (got < 0) {
        return STATUS_IO;
    }
    if ((size_t)got > out_len) {
        return STATUS_TOO_LONG;
    }
    memcpy(out, burst, MIN((size_t)got, sizeof(burst)));
    return STATUS_OK;
}

status_t sensor_read_frame(struct sensor *sensor, uint8_t *out, size_t out_len)
{
    uint8_t frame[BURST_LEN];
    ssize_t got;

    got = read(sensor->fd, frame, sizeof(frame));
    if (got < 0) {
        return STATUS_IO;
    }
    if ((size_t)got > out_len) {
        return STATUS_TOO_LONG;
    }
    memcpy(out, frame, (size_t)got);
    return STATUS_OK;
}

/* The number of points comes from the sensor's memory, which a service tool can write. */
status_t sensor_read_calibration(struct sensor *sensor)
{
    uint8_t count = 0;
    int32_t raw[CALIBRATION_POINTS];

    if (read(sensor->fd, &count, 1) != 1) {
        return STATUS_IO;
    }
    if (read(sensor->fd, raw, count * sizeof(raw[0])) < 0) { // expect: unchecked-length at `read`
        return STATUS_IO;
    }
    memcpy(sensor->calibration.raw, raw, sizeof(raw));
    sensor->calibration.points = CALIBRATION_POINTS;
    return STATUS_OK;
}

status_t sensor_read_reference(struct sensor *sensor)
{
    uint8_t count = 0;
    int32_t pascal[CALIBRATION_POINTS] = {0};

    if (read(sensor->fd, &count, 1) != 1) {
        return STATUS_IO;
    }
    if (count > CALIBRATION_POINTS) {
        return STATUS_BAD_FRAME;
    }
    if (read(sensor->fd, pascal, count * sizeof(pascal[0])) < 0) {
        return STATUS_IO;
    }
    memcpy(sensor->calibration.pascal, pascal, sizeof(pascal));
    sensor->calibration.points = count;
    return STATUS_OK;
}

/* The range lives in this call's frame only. */
const struct sensor_range *sensor_default_range(uint8_t channel)
{
    struct sensor_range range;

    if (channel >= CHANNEL_COUNT) {
        return NULL;
    }
    range = default_ranges[channel];
    return &range; // expect: stack-address-escape at `return`
}

const struct sensor_range *sensor_limits(uint8_t channel)
{
    if (channel >= CHANNEL_COUNT) {
        return NULL;
    }
    return &default_ranges[channel];
}

/* `=` where `==` was meant: the loop ends after the first round, and the test always passes. */
int sensor_self_test(struct sensor *sensor)
{
    uint8_t status = 0;
    int round;
    int ready = 0;

    for (round = 0; round < SELF_TEST_ROUNDS && !ready; round++) {
        if (read(sensor->fd, &status, 1) != 1) {
            return 0;
        }
        if (status = STATUS_READY) { // expect: assignment-in-condition at `status = STATUS_READY`
            ready = 1;
        }
    }
    return ready;
}

int sensor_wait_ready(struct sensor *sensor)
{
    uint8_t status = 0;
    int round;

    for (round = 0; round < SELF_TEST_ROUNDS; round++) {
        if (read(sensor->fd, &status, 1) != 1) {
            return 0;
        }
        if (status == STATUS_READY) {
            return 1;
        }
    }
    return 0;
}

/* An unsigned value is never below zero, so a failed read passes for a good one. */
status_t sensor_discard(struct sensor *sensor)
{
    uint8_t scratch[BURST_LEN];
    size_t got;

    got = (size_t)read(sensor->fd, scratch, sizeof(scratch));
    if (got < 0) { // expect: tautological-comparison at `got < 0`
        return STATUS_IO;
    }
    return STATUS_OK;
}

status_t sensor_flush(struct sensor *sensor)
{
    uint8_t scratch[BURST_LEN];
    ssize_t got;

    do {
        got = read(sensor->fd, scratch, sizeof(scratch));
    } while (got == (ssize_t)sizeof(scratch));
    return got < 0 ? STATUS_IO : STATUS_OK;
}

/* The high bit of the low byte spoils the pressure, and the busy bit is asked of the wrong number. */
int32_t sensor_word(const char *burst, unsigned status)
{
    if (!status & STATUS_READY) { // expect: mistaken-operator at `!status`
        return 0;
        burst++; // expect: unreachable-code at `burst++;`
    }
    return (burst[0] << 8) | burst[1]; // expect: sign-extension at `burst[1]`
}

int32_t sensor_checked_word(const char *burst, unsigned status)
{
    if (!(status & STATUS_READY)) {
        return 0;
    }
    return ((burst[0] & 0xff) << 8) | (unsigned char)burst[1];
}
