/* Calibration of the flow sensor: what the service tool types in and what the production line stored. */
#ifndef CALIBRATION_H
#define CALIBRATION_H

#include "device.h"

struct calibration {
    int16_t offset_ul;
    int gain_percent;
    uint32_t channel_mask;
};

status_t calibration_ask(struct calibration *calibration);
status_t calibration_ask_checked(struct calibration *calibration);
uint32_t *calibration_read_table(int fd, size_t *count);
uint32_t *calibration_read_table_checked(int fd, size_t *count);
status_t calibration_note(char *note, size_t room, const char *text);
status_t calibration_note_checked(char *note, size_t room, const char *text);

#endif
