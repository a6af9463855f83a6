/* Elements of a message that say how long they are, asked in the ways that people ask. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct device {
    char model[32];
};

int by_what_is_left(struct device *d, const uint8_t *message, size_t size)
{
    size_t at = 0;

    while (at + 2 <= size) {
        uint8_t length = message[at + 1];

        at += 2;
        if (length > size - at)
            return -1;
        if (length < sizeof d->model)
            memcpy(d->model, message + at, length);
        at += length;
    }
    return 0;
}

int by_where_it_ends(struct device *d, const uint8_t *message, size_t size)
{
    size_t at = 0;

    while (at + 2 <= size) {
        uint8_t length = message[at + 1];

        at += 2;
        if (at + length > size)
            return -1;
        if (length < sizeof d->model)
            memcpy(d->model, message + at, length);
        at += length;
    }
    return 0;
}

int by_pointers(struct device *d, const uint8_t *message, size_t size)
{
    const uint8_t *p = message;
    const uint8_t *end = message + size;

    while (p + 2 <= end) {
        uint8_t length = p[1];

        p += 2;
        if (length > end - p)
            break;
        if (length < sizeof d->model)
            memcpy(d->model, p, length);
        p += length;
    }
    return 0;
}

static int fits(size_t size, size_t at, size_t length)
{
    return at <= size && length <= size - at;
}

int by_helper(struct device *d, const uint8_t *message, size_t size)
{
    size_t at = 0;

    while (at + 2 <= size) {
        uint8_t length = message[at + 1];

        at += 2;
        if (!fits(size, at, length))
            return -1;
        if (length < sizeof d->model)
            memcpy(d->model, message + at, length);
        at += length;
    }
    return 0;
}

int by_smaller(struct device *d, const uint8_t *message, size_t size)
{
    size_t at = 0;

    while (at + 2 <= size) {
        size_t length = message[at + 1];

        at += 2;
        if (length > sizeof d->model)
            length = sizeof d->model;
        if (length > size - at)
            length = size - at;
        memcpy(d->model, message + at, length);
        at += length;
    }
    return 0;
}

int by_loop(struct device *d, const uint8_t *message, size_t size)
{
    for (size_t at = 0; at + 2 <= size && at + 2 + message[at + 1] <= size; at += 2 + message[at + 1])
        if (message[at] == 1 && message[at + 1] < sizeof d->model)
            memcpy(d->model, message + at + 2, message[at + 1]);
    return 0;
}
