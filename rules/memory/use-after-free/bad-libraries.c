/* The key of a certificate. The headers are not at hand. */
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stddef.h>

int use_key(EVP_PKEY *key);

/* The key is the certificate's, and goes with it. */
int take_key(X509 *certificate)
{
    EVP_PKEY *key = X509_get0_pubkey(certificate);

    if (key == NULL)
        return -1;
    X509_free(certificate);
    return use_key(key); // expect: use-after-free at `use_key`
}
