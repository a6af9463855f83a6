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
    status = decrypt(in, size, key);
    if (status != 0) {
        free(key); // expect: unerased-secret at `free`
        return status;
    }
    status = use_key(key, size);
    explicit_bzero(key, size);
    free(key);
    return status;
}
