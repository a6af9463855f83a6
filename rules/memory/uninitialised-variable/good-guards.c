/* A helper that refuses null, and callers that have something to give. */
#include <stddef.h>
#include <stdio.h>

struct store {
    int size;
    char *map;
};

struct info {
    char *map;
    int size;
};

int open_store(struct store **opened);

int store_info(const struct store *store, struct info *info)
{
    if (store == NULL || info == NULL)
        return -1;
    info->map = store->map;
    info->size = store->size;
    return 0;
}

int show_size(void)
{
    struct store *store;
    struct info info;

    if (open_store(&store) != 0)
        return -1;
    (void)store_info(store, &info);
    printf("%d bytes\n", info.size);
    return 0;
}
