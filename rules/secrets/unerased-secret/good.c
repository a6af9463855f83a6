#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int decrypt(const uint8_t *in, size_t size, uint8_t *out);
int use_key(const uint8_t *key, size_t size);

int load_key(const uint8_t *in, size_t size)
{
    uint8_t *key = malloc(size);
    int status;

    if (key == NULL)
        return -1;
    if (size < 16) {
        free(key); /* Nothing is in it yet. */
        return -1;
    }
    status = decrypt(in, size, key);
    if (status == 0)
        status = use_key(key, size);
    explicit_bzero(key, size);
    free(key);
    return status;
}

/* Erased in a block around. */
int load_two(const uint8_t *in, size_t size)
{
    uint8_t *key = malloc(size);

    if (key == NULL)
        return -1;
    if (decrypt(in, size, key) != 0 || use_key(key, size) != 0) {
        explicit_bzero(key, size);
        if (size > 32)
            size = 32;
        free(key);
        return -1;
    }
    explicit_bzero(key, size);
    free(key);
    return 0;
}
