/* Functions that user.c calls: an allocator, its release, and an owner of memory. */
#include "pool.h"

#include <stdlib.h>
#include <string.h>

static void clear(struct pool *pool)
{
    pool->block = NULL;
    pool->size = 0;
}

int pool_open(struct pool *pool, size_t size)
{
    clear(pool);
    pool->block = malloc(size);
    if (pool->block == NULL) {
        return -1;
    }
    pool->size = size;
    return 0;
}

void pool_close(struct pool *pool)
{
    free(pool->block);
    clear(pool);
}

char *pool_copy(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    if (copy != NULL) {
        memcpy(copy, text, size);
    }
    return copy;
}

void pool_give_back(char *text)
{
    free(text);
}
