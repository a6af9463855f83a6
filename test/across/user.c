/* What only an analysis across files can see: pool.c holds the bodies. */
#include "pool.h"

#include <stdio.h>

void use_after_give_back(const char *name)
{
    char *copy = pool_copy(name);
    if (copy == NULL) {
        return;
    }
    pool_give_back(copy);
    puts(copy); // expect: use-after-free at `puts(copy)`
}

void give_back_twice(const char *name)
{
    char *copy = pool_copy(name);
    pool_give_back(copy);
    pool_give_back(copy); // expect: double-free at `pool_give_back(copy)`
}

void never_given_back(const char *name)
{
    char *copy = pool_copy(name);
    if (copy != NULL) {
        puts(copy);
    }
} // expect: memory-leak at `}`

char clean_copy(const char *name)
{
    char *copy = pool_copy(name);
    char first = copy == NULL ? '?' : copy[0];
    pool_give_back(copy);
    return first;
}

int clean_pool(void)
{
    struct pool pool;
    if (pool_open(&pool, 64) != 0) {
        return -1;
    }
    pool.block[0] = '\0';
    pool_close(&pool);
    return pool_is_open(&pool);
}

void closed_before_use(void)
{
    struct pool pool;
    if (pool_open(&pool, 64) != 0) {
        return;
    }
    pool_close(&pool);
    pool.block[0] = '\0'; // expect: null-dereference at `pool.block[0]`
}
