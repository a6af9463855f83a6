/* Codes that are compared by functions that take the same time whatever is in them; and what is no secret. */
#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <stdint.h>
#include <string.h>

int frame_verify(const uint8_t *key, int key_size, const uint8_t *data, size_t size, const uint8_t *trailer)
{
    uint8_t code[32];
    unsigned int written = 0;

    if (HMAC(EVP_sha256(), key, key_size, data, size, code, &written) == NULL)
        return -1;
    return CRYPTO_memcmp(code, trailer, 32) == 0 ? 0 : -1;
}

/* What is authenticated is compared, and no code. */
int is_same_frame(const uint8_t *key, int key_size, const uint8_t *data, const uint8_t *earlier, uint8_t code[32])
{
    unsigned int written = 0;

    if (HMAC(EVP_sha256(), key, key_size, data, 64, code, &written) == NULL)
        return -1;
    return memcmp(data, earlier, 64) == 0;
}

/* The address of a network card. */
int is_expected_card(const uint8_t *expected_mac, const uint8_t *mac)
{
    return memcmp(expected_mac, mac, 6) == 0;
}

struct parser {
    const char *token;
};

/* A token of a grammar. */
int at_token(const struct parser *parser, const char *token)
{
    return strcmp(parser->token, token) == 0;
}
