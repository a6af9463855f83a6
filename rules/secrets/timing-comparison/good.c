#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* All bytes, whatever they are. */
int same_mac(const uint8_t *expected, const uint8_t *received, size_t size)
{
    unsigned char differs = 0;

    for (size_t i = 0; i < size; i++)
        differs |= expected[i] ^ received[i];
    return differs == 0;
}

/* The address of a network card is no code of authentication. */
int is_own_mac(const uint8_t *mac, const uint8_t *own_mac)
{
    return memcmp(mac, own_mac, 6) == 0;
}

/* The name of a setting. */
int is_password_option(const char *name)
{
    return strcmp(name, "password") == 0;
}

/* The same typed twice by the same user. */
int typed_the_same(const char *password, const char *confirm)
{
    return strcmp(password, confirm) == 0;
}

/* What a file is, everybody may know. */
int same_file(const uint8_t *digest, const uint8_t *other_digest)
{
    return memcmp(digest, other_digest, 32) == 0;
}
