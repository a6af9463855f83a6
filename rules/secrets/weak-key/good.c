/* The same keys, long enough. */
#include <mbedtls/rsa.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

#define DEVICE_KEY_BITS 3072

int make_device_key(RSA *key, BIGNUM *exponent)
{
    return RSA_generate_key_ex(key, DEVICE_KEY_BITS, exponent, NULL);
}

int choose_size(EVP_PKEY_CTX *context, int bits)
{
    return EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits);
}

EC_KEY *make_curve_key(void)
{
    return EC_KEY_new_by_curve_name(NID_X9_62_prime256v1);
}

int make_link_key(mbedtls_rsa_context *rsa, int (*random)(void *, unsigned char *, size_t), void *generator)
{
    return mbedtls_rsa_gen_key(rsa, random, generator, 2048, 65537);
}

int key_of_password(const char *password, const unsigned char salt[16], unsigned char key[32])
{
    return PKCS5_PBKDF2_HMAC(password, (int)strlen(password), salt, 16, 600000, EVP_sha256(), 32, key);
}
