/* The same with algorithms that hold, and hashes that are only checksums. */
#include <gcrypt.h>
#include <mbedtls/cipher.h>
#include <openssl/evp.h>
#include <stddef.h>
#include <wincrypt.h>

int encrypt_reading(EVP_CIPHER_CTX *context, const unsigned char *key, const unsigned char *iv)
{
    return EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), NULL, key, iv);
}

int sign_image(EVP_MD_CTX *context, EVP_PKEY *key)
{
    return EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key);
}

/* Whether a file came over the line as it was sent. */
int begin_checksum(EVP_MD_CTX *context)
{
    return EVP_DigestInit_ex(context, EVP_md5(), NULL);
}

const mbedtls_cipher_info_t *link_cipher(void)
{
    return mbedtls_cipher_info_from_type(MBEDTLS_CIPHER_AES_256_GCM);
}

gcry_error_t open_log_cipher(gcry_cipher_hd_t *handle)
{
    return gcry_cipher_open(handle, GCRY_CIPHER_AES256, GCRY_CIPHER_MODE_GCM, 0);
}

BOOL derive_session_key(HCRYPTPROV provider, HCRYPTHASH hash, HCRYPTKEY *key)
{
    return CryptDeriveKey(provider, CALG_AES_256, hash, 0, key);
}
