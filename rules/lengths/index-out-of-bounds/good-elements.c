/* Sizes in bytes, of as many elements as are meant. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

struct queue {
    void **items;
    size_t capacity;
    size_t length;
};

int push(struct queue *queue, void *item)
{
    if (queue->length >= queue->capacity) {
        void *larger;

        if (queue->capacity > SIZE_MAX / 2 / sizeof(void *))
            return -1;
        larger = realloc(queue->items, queue->capacity * 2 * sizeof(void *));
        if (larger == NULL)
            return -1;
        queue->capacity *= 2;
        queue->items = larger;
    }
    queue->items[queue->length] = item;
    queue->length++;
    return 0;
}

/* More bytes than there are elements, of elements of one byte. */
uint8_t *doubled(size_t count, size_t at)
{
    uint8_t *bytes;

    if (count > SIZE_MAX / 2)
        return NULL;
    bytes = malloc(count * 2);
    if (bytes == NULL)
        return NULL;
    if (at >= count && at < count * 2)
        bytes[at] = 1;
    return bytes;
}
