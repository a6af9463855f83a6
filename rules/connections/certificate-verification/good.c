/* Upload of readings. */
#include <curl/curl.h>
#include <mbedtls/ssl.h>
#include <mosquitto.h>
#include <openssl/ssl.h>
#include <wolfssl/ssl.h>

SSL_CTX *prepare(void)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());

    if (context != NULL)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    return context;
}

void configure(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(handle, CURLOPT_VERBOSE, 0L);
}

/* The user decides, and is told. */
void configure_by(CURL *handle, long check)
{
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, check);
}

/* A server that asks no certificate of its clients. */
int serve(SSL_CTX *context, SSL *connection)
{
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
    return SSL_accept(connection);
}

void configure_small(mbedtls_ssl_config *config)
{
    mbedtls_ssl_conf_authmode(config, MBEDTLS_SSL_VERIFY_REQUIRED);
}

void report_failure(int code);

/* Says why, and leaves the verdict as it is. */
static int tell(int verified, X509_STORE_CTX *store)
{
    if (!verified)
        report_failure(X509_STORE_CTX_get_error(store));
    return verified;
}

void prepare_telling(SSL_CTX *context)
{
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, tell);
}

static int count(void *user, mbedtls_x509_crt *certificate, int depth, uint32_t *flags)
{
    (void)certificate;
    (void)depth;
    if (*flags != 0)
        ++*(int *)user;
    return 0;
}

void configure_counting(mbedtls_ssl_config *config, int *failures)
{
    mbedtls_ssl_conf_verify(config, count, failures);
}

SSL *connect_service(SSL_CTX *context, int fd)
{
    SSL *connection = SSL_new(context);

    if (connection == NULL)
        return NULL;
    if (SSL_set1_host(connection, "service.clinic.net") != 1 || SSL_set_fd(connection, fd) != 1 ||
        SSL_connect(connection) != 1) {
        SSL_free(connection);
        return NULL;
    }
    return connection;
}

void prepare_small_client(WOLFSSL_CTX *context)
{
    wolfSSL_CTX_set_verify(context, WOLFSSL_VERIFY_PEER, NULL);
}
