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
        SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL); // expect: certificate-verification at `SSL_CTX_set_verify`
    return context;
}

void configure(CURL *handle)
{
    const long check = 0;

    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, check); // expect: certificate-verification at `curl_easy_setopt`
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 0L); // expect: certificate-verification at `curl_easy_setopt`
}

void configure_small(mbedtls_ssl_config *config)
{
    mbedtls_ssl_conf_authmode(config, MBEDTLS_SSL_VERIFY_NONE); // expect: certificate-verification at `mbedtls_ssl_conf_authmode`
}

int configure_broker(struct mosquitto *client)
{
    return mosquitto_tls_insecure_set(client, true); // expect: certificate-verification at `mosquitto_tls_insecure_set`
}

static int accept_all(int verified, X509_STORE_CTX *store)
{
    (void)verified;
    (void)store;
    return 1;
}

void prepare_lenient(SSL_CTX *context)
{
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, accept_all); // expect: certificate-verification at `accept_all`
}

static int forgive(void *user, mbedtls_x509_crt *certificate, int depth, uint32_t *flags)
{
    (void)user;
    (void)certificate;
    (void)depth;
    *flags = 0;
    return 0;
}

void configure_lenient(mbedtls_ssl_config *config)
{
    mbedtls_ssl_conf_verify(config, forgive, NULL); // expect: certificate-verification at `forgive`
}

/* Any certificate of the issuer is taken for that of the service. */
SSL *connect_service(SSL_CTX *context, int fd)
{
    SSL *connection = SSL_new(context);

    if (connection == NULL)
        return NULL;
    if (SSL_set_fd(connection, fd) != 1 || SSL_connect(connection) != 1) { // expect: certificate-verification at `SSL_connect`
        SSL_free(connection);
        return NULL;
    }
    return connection;
}

void prepare_small_client(WOLFSSL_CTX *context)
{
    wolfSSL_CTX_set_verify(context, WOLFSSL_VERIFY_NONE, NULL); // expect: certificate-verification at `wolfSSL_CTX_set_verify`
}
