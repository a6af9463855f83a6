/* Calibration of the flow sensor. Numbers are typed in by the service technician or come from the production line. */
#include "calibration.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REFERENCE_UL 100000
#define CHANNELS 32
#define TABLE_MAX 1024

/* Reads one number from the service terminal; 0 if nothing is typed. */
static int ask(const char *question)
{
    char line[16];

    printf("%s: ", question);
    if (fgets(line, sizeof(line), stdin) == NULL) {
        return 0;
    }
    return atoi(line);
}

status_t calibration_ask(struct calibration *calibration)
{
    int pulses = ask("pulses counted");
    int offset = ask("offset in ul");
    int channel = ask("channel");

    calibration->gain_percent = REFERENCE_UL / pulses; // expect: division-by-zero at `REFERENCE_UL / pulses`
    calibration->gain_percent += ask("correction") * 100; // expect: integer-overflow at `ask("correction") * 100`
    calibration->offset_ul = offset; // expect: lossy-conversion at `calibration->offset_ul = offset`
    calibration->channel_mask = 1u << channel; // expect: shift-out-of-range at `1u << channel`
    return STATUS_OK;
}

status_t calibration_ask_checked(struct calibration *calibration)
{
    int pulses = ask("pulses counted");
    int offset = ask("offset in ul");
    int channel = ask("channel");
    int correction = ask("correction");

    if (pulses <= 0 || offset < INT16_MIN || offset > INT16_MAX) {
        return STATUS_BAD_ARGUMENT;
    }
    if (channel < 0 || channel >= CHANNELS || correction < -20 || correction > 20) {
        return STATUS_BAD_ARGUMENT;
    }
    calibration->gain_percent = REFERENCE_UL / pulses;
    calibration->gain_percent += correction * 100;
    calibration->offset_ul = (int16_t)offset;
    calibration->channel_mask = 1u << channel;
    return STATUS_OK;
}

/* The count stands before the table. */
uint32_t *calibration_read_table(int fd, size_t *count)
{
    uint32_t *table;

    if (read(fd, count, sizeof(*count)) != (ssize_t)sizeof(*count)) {
        return NULL;
    }
    table = malloc(*count * sizeof(*table)); // expect: unlimited-allocation at `malloc(*count * sizeof(*table))`
    return table;
}

uint32_t *calibration_read_table_checked(int fd, size_t *count)
{
    if (read(fd, count, sizeof(*count)) != (ssize_t)sizeof(*count)) {
        return NULL;
    }
    if (*count > TABLE_MAX) {
        return NULL;
    }
    return malloc(*count * sizeof(uint32_t));
}

status_t calibration_note(char *note, size_t room, const char *text)
{
    int length = ask("characters of the note");

    if (length >= (int)room) {
        return STATUS_BAD_ARGUMENT;
    }
    memcpy(note, text, length); // expect: negative-size at `memcpy(note, text, length)`
    note[room - 1] = '\0';
    return STATUS_OK;
}

status_t calibration_note_checked(char *note, size_t room, const char *text)
{
    int length = ask("characters of the note");

    if (length < 0 || length >= (int)room) {
        return STATUS_BAD_ARGUMENT;
    }
    memcpy(note, text, length);
    note[room - 1] = '\0';
    return STATUS_OK;
}
