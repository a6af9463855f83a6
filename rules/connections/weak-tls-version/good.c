/* Upload of readings. */
#include <curl/curl.h>
#include <mosquitto.h>
#include <openssl/ssl.h>

SSL_CTX *prepare(void)
{
    return SSL_CTX_new(TLS_client_method());
}

int limit(SSL_CTX *context)
{
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}

void configure(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
}

int secure_broker(struct mosquitto *client)
{
    return mosquitto_tls_opts_set(client, 1, "tlsv1.2", NULL);
}
