/* Frames of a radio: a length in them is limited by what it is copied to, not by what came. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct channel {
    uint8_t data[1280];
    uint16_t length;
};

int first_part(struct channel *channel, const uint8_t *frame, uint16_t count)
{
    uint16_t length;

    if (count < 4)
        return -1;
    memcpy(&length, frame, 2);
    if (length > sizeof channel->data)
        return -1;
    memcpy(channel->data, frame + 4, length); // expect: buffer-overread at `memcpy`
    channel->length = length;
    return 0;
}

static uint8_t names[4][33];

void note_name(const uint8_t *record, size_t size)
{
    size_t length;

    if (size < 3)
        return;
    length = record[1];
    if (length > 32)
        return;
    memcpy(names[record[0] & 3], &record[2], length); // expect: buffer-overread at `memcpy`
}
