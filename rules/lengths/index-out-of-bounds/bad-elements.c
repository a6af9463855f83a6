/* Sizes that count elements where bytes are meant. */
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
        void *larger = realloc(queue->items, queue->capacity * 2);

        if (larger == NULL)
            return -1;
        queue->capacity *= 2;
        queue->items = larger;
    }
    queue->items[queue->length] = item; // expect: index-out-of-bounds at `queue->items[queue->length]`
    queue->length++;
    return 0;
}

/* Twice as many bytes are no four times as many. */
uint32_t *with_last(size_t count, size_t last)
{
    uint32_t *values;

    if (count > SIZE_MAX / 2)
        return NULL;
    values = malloc(count * 2);
    if (values == NULL)
        return NULL;
    if (last >= count)
        values[last] = 1; // expect: index-out-of-bounds at `values[last]`
    return values;
}
