/* Keys of devices, and keys that are made of passwords. */
#include <mbedtls/rsa.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

#define DEVICE_KEY_BITS 1024

int make_device_key(RSA *key, BIGNUM *exponent)
{
    return RSA_generate_key_ex(key, DEVICE_KEY_BITS, exponent, NULL); // expect: weak-key at `RSA_generate_key_ex`
}

int choose_size(EVP_PKEY_CTX *context)
{
    int bits = 1024;

    return EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits); // expect: weak-key at `EVP_PKEY_CTX_set_rsa_keygen_bits`
}

EC_KEY *make_curve_key(void)
{
    return EC_KEY_new_by_curve_name(NID_secp160r1); // expect: weak-key at `EC_KEY_new_by_curve_name`
}

int make_link_key(mbedtls_rsa_context *rsa, int (*random)(void *, unsigned char *, size_t), void *generator)
{
    return mbedtls_rsa_gen_key(rsa, random, generator, 768, 65537); // expect: weak-key at `mbedtls_rsa_gen_key`
}

int key_of_password(const char *password, const unsigned char salt[16], unsigned char key[32])
{
    return PKCS5_PBKDF2_HMAC(password, (int)strlen(password), salt, 16, 1000, EVP_sha256(), 32, key); // expect: weak-key at `PKCS5_PBKDF2_HMAC`
}
