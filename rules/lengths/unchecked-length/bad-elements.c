/* Elements of a message that say how long they are: more than there is, if the sender likes. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct device {
    char model[32];
    uint8_t serial[12];
};

int read_device(struct device *d, const uint8_t *message, size_t size)
{
    size_t at = 0;

    while (at + 2 <= size) {
        uint8_t tag = message[at];
        uint8_t length = message[at + 1];

        at += 2;
        switch (tag) {
        case 1:
            if (length >= sizeof d->model)
                return -1;
            memcpy(d->model, message + at, length); // expect: buffer-overread
            d->model[length] = '\0';
            break;
        case 2:
            if (length != sizeof d->serial)
                return -1;
            memcpy(d->serial, message + at, sizeof d->serial);
            break;
        }
        at += length;
    }
    return 0;
}

int read_model(struct device *d, const uint8_t *message, size_t size)
{
    const uint8_t *p = message;
    const uint8_t *end = message + size;

    while (end - p >= 2) {
        uint8_t length = p[1];

        if (p[0] == 1 && length < sizeof d->model) {
            memcpy(d->model, p + 2, length); // expect: unchecked-length
            d->model[length] = '\0';
        }
        p += 2 + length;
    }
    return 0;
}
