#ifndef POOL_H
#define POOL_H
#include <stddef.h>

struct pool {
    char *block;
    size_t size;
};

int pool_open(struct pool *pool, size_t size);
void pool_close(struct pool *pool);
char *pool_copy(const char *text);
void pool_give_back(char *text);

static inline int pool_is_open(const struct pool *pool)
{
    return pool->block != NULL;
}

#endif
