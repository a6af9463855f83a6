/* Certificates from a store. The headers are not at hand. */
#include <openssl/ssl.h>
#include <openssl/store.h>
#include <stddef.h>

/* The one that the loop ends with was given back there. */
int load_all(SSL_CTX *context, const char *uri)
{
    OSSL_STORE_CTX *store = OSSL_STORE_open(uri, NULL, NULL, NULL, NULL);
    OSSL_STORE_INFO *info = NULL;
    int count = 0;

    if (store == NULL)
        return -1;
    while (!OSSL_STORE_eof(store)) {
        info = OSSL_STORE_load(store);
        if (info == NULL)
            break;
        count++;
        OSSL_STORE_INFO_free(info);
    }
    OSSL_STORE_INFO_free(info); // expect: double-free at `OSSL_STORE_INFO_free`
    OSSL_STORE_close(store);
    return count;
}
