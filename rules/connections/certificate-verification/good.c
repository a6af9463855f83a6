/* Upload of readings. */
#include <curl/curl.h>
#include <mbedtls/ssl.h>
#include <mosquitto.h>
#include <openssl/ssl.h>

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
