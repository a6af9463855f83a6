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

struct prefix {
    uint8_t address[16];
    uint8_t is_used;
    uint8_t length;
    uint32_t lifetime;
};

struct entry {
    uint8_t address[16];
    uint8_t is_used;
};

static struct prefix prefixes[3];
static struct prefix *current;

/* The pointer that walks is a variable of the file. */
int is_on_link(const uint8_t *address)
{
    for (current = prefixes; current < prefixes + 3; current++)
        if (current->is_used && current->address[0] == address[0])
            return current->length;
    return 0;
}

/* How large the elements are, the helper is told. */
static struct entry *unused(struct entry *list, uint8_t count, uint16_t size)
{
    for (struct entry *e = list; e < (struct entry *)((uint8_t *)list + count * size);
         e = (struct entry *)((uint8_t *)e + size))
        if (!e->is_used)
            return e;
    return NULL;
}

int has_room(void)
{
    return unused((struct entry *)prefixes, 3, sizeof *prefixes) != NULL;
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
