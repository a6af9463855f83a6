/* Readings that are encrypted, and images that are signed, in ways that do not hold. */
#include <gcrypt.h>
#include <mbedtls/cipher.h>
#include <mbedtls/des.h>
#include <openssl/evp.h>
#include <stddef.h>
#include <wincrypt.h>

int encrypt_reading(EVP_CIPHER_CTX *context, const unsigned char *key, const unsigned char *iv)
{
    return EVP_EncryptInit_ex(context, EVP_des_ede3_cbc(), NULL, key, iv); // expect: weak-algorithm at `EVP_des_ede3_cbc`
}

int encrypt_record(EVP_CIPHER_CTX *context, const unsigned char *key)
{
    const EVP_CIPHER *cipher = EVP_aes_256_ecb(); // expect: weak-algorithm at `EVP_aes_256_ecb`

    return EVP_EncryptInit_ex(context, cipher, NULL, key, NULL);
}

int sign_image(EVP_MD_CTX *context, EVP_PKEY *key)
{
    return EVP_DigestSignInit(context, NULL, EVP_md5(), NULL, key); // expect: weak-algorithm at `EVP_md5`
}

int set_pump_key(mbedtls_des_context *context, const unsigned char key[8])
{
    return mbedtls_des_setkey_enc(context, key); // expect: weak-algorithm at `mbedtls_des_setkey_enc`
}

const mbedtls_cipher_info_t *link_cipher(void)
{
    return mbedtls_cipher_info_from_type(MBEDTLS_CIPHER_DES_EDE3_CBC); // expect: weak-algorithm at `mbedtls_cipher_info_from_type`
}

gcry_error_t open_log_cipher(gcry_cipher_hd_t *handle)
{
    return gcry_cipher_open(handle, GCRY_CIPHER_AES256, GCRY_CIPHER_MODE_ECB, 0); // expect: weak-algorithm at `gcry_cipher_open`
}

BOOL derive_session_key(HCRYPTPROV provider, HCRYPTHASH hash, HCRYPTKEY *key)
{
    return CryptDeriveKey(provider, CALG_RC4, hash, 0, key); // expect: weak-algorithm at `CryptDeriveKey`
}
