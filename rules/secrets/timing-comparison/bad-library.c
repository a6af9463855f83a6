/* Codes that libraries compute, and tokens that let somebody in. */
#include <mbedtls/md.h>
#include <openssl/hmac.h>
#include <stdint.h>
#include <string.h>

struct session {
    char token[33];
};

int frame_verify(const uint8_t *key, int key_size, const uint8_t *data, size_t size, const uint8_t *trailer)
{
    uint8_t code[32];
    unsigned int written = 0;

    if (HMAC(EVP_sha256(), key, key_size, data, size, code, &written) == NULL)
        return -1;
    return memcmp(code, trailer, 32) == 0 ? 0 : -1; // expect: timing-comparison at `memcmp`
}

int packet_verify(mbedtls_md_context_t *context, const uint8_t *trailer)
{
    uint8_t own[32];

    if (mbedtls_md_hmac_finish(context, own) != 0)
        return -1;
    return memcmp(trailer, own, sizeof own); // expect: timing-comparison at `memcmp`
}

int is_session(const struct session *session, const char *token)
{
    return strcmp(session->token, token) == 0; // expect: timing-comparison at `strcmp`
}

int is_authentic(const uint8_t *expected_mac, const uint8_t *mac)
{
    return memcmp(expected_mac, mac, 16) == 0; // expect: timing-comparison at `memcmp`
}
