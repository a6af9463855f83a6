/* Frames of a radio: a length in them is compared with what came. */
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
    if (length > sizeof channel->data || length > count - 4)
        return -1;
    memcpy(channel->data, frame + 4, length);
    channel->length = length;
    return 0;
}

/* As a sum, and before what limits it by what it is copied to. */
int whole(struct channel *channel, const uint8_t *frame, size_t count)
{
    if (count < 2 || count != (size_t)frame[1] + 2)
        return -1;
    if (frame[1] > 64)
        return -1;
    memcpy(channel->data, frame + 2, frame[1]);
    return 0;
}

/* There is always as much as the longest takes. */
int fixed(struct channel *channel, const uint8_t *frame, size_t count)
{
    if (count < 34 || frame[1] > 32)
        return -1;
    memcpy(channel->data, frame + 2, frame[1]);
    return 0;
}

/* How much there is, the caller has seen to: nothing here asks. */
void take(struct channel *channel, const uint8_t *frame, int slot)
{
    if (frame[1] > 32)
        return;
    memcpy(channel->data + slot * 32, frame + 2, frame[1]);
}

/* What remains is counted down. */
int parts(struct channel *channel, const uint8_t *frame, size_t count)
{
    uint8_t length;

    if (count < 2)
        return -1;
    length = frame[1];
    count -= 2;
    if (length > 64 || count < length)
        return -1;
    memcpy(channel->data, frame + 2, length);
    return 0;
}

int is_complete(const uint8_t *frame, size_t count);

int asked(struct channel *channel, const uint8_t *frame, size_t count)
{
    if (count < 2 || !is_complete(frame, count))
        return -1;
    if (frame[1] > 64)
        return -1;
    memcpy(channel->data, frame + 2, frame[1]);
    return 0;
}
