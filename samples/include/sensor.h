/* Pressure and flow sensors on the shared serial bus. */
#ifndef SENSOR_H
#define SENSOR_H

#include "device.h"

#define CALIBRATION_POINTS 8
#define BURST_LEN 24

struct calibration {
    int32_t raw[CALIBRATION_POINTS];
    int32_t pascal[CALIBRATION_POINTS];
    uint8_t points;
};

struct sensor {
    int fd;
    uint8_t channel;
    struct calibration calibration;
    int32_t history[SAMPLE_COUNT];
    unsigned history_len;
};

struct sensor_range {
    int32_t low;
    int32_t high;
};

status_t sensor_open(struct sensor *sensor, const char *path, uint8_t channel);
void sensor_close(struct sensor *sensor);
int32_t sensor_average(const struct sensor *sensor);
int32_t sensor_peak(const int32_t *history);
void sensor_reset_history(struct sensor *sensor);
void sensor_clear_baseline(struct sensor *sensor);
status_t sensor_read_burst(struct sensor *sensor, uint8_t *out, size_t out_len);
status_t sensor_read_calibration(struct sensor *sensor);
const char *sensor_channel_name(unsigned channel);
const struct sensor_range *sensor_default_range(uint8_t channel);
int sensor_self_test(struct sensor *sensor);
int32_t sensor_word(const char *burst, unsigned status);
int32_t sensor_checked_word(const char *burst, unsigned status);

#endif
