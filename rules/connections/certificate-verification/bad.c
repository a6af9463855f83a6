/* Upload of readings. */
#include <curl/curl.h>
#include <mbedtls/ssl.h>
#include <mosquitto.h>
#include <openssl/ssl.h>

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
