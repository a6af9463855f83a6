/* A helper that refuses null, which is what an allocator may have given. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct store {
    int size;
};

static int store_size(const struct store *store, int *size)
{
    if (store == NULL)
        return -1;
    *size = store->size;
    return 0;
}

void show_size(void)
{
    struct store *store = calloc(1, sizeof *store);
    int size;

    store_size(store, &size);
    printf("%d bytes\n", size); // expect: uninitialised-variable at `size`
    free(store);
}
