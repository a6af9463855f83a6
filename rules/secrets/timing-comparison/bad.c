#include <stddef.h>
#include <stdint.h>
#include <string.h>

void hmac_sha256(const uint8_t *key, size_t key_size, const uint8_t *data, size_t size, uint8_t out[32]);

struct account {
    char password[64];
    uint8_t password_hash[32];
};

int frame_verify(const uint8_t *key, const uint8_t *data, size_t size, const uint8_t *mac)
{
    uint8_t calculated[32];

    hmac_sha256(key, 32, data, size, calculated);
    if (memcmp(mac, calculated, sizeof calculated) != 0) // expect: timing-comparison at `memcmp`
        return -1;
    return 0;
}

int account_login(const struct account *account, const char *given)
{
    if (strcmp(account->password, given) == 0) // expect: timing-comparison at `strcmp`
        return 0;
    return -1;
}

int account_check(const struct account *account, const uint8_t *hash)
{
    return !memcmp(account->password_hash, hash, sizeof account->password_hash); // expect: timing-comparison at `memcmp`
}
