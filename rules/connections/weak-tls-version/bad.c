/* Upload of readings. */
#include <curl/curl.h>
#include <mosquitto.h>
#include <openssl/ssl.h>

SSL_CTX *prepare(void)
{
    return SSL_CTX_new(TLSv1_method()); // expect: weak-tls-version at `TLSv1_method`
}

int limit(SSL_CTX *context)
{
    return SSL_CTX_set_min_proto_version(context, TLS1_1_VERSION); // expect: weak-tls-version at `SSL_CTX_set_min_proto_version`
}

void configure(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_0); // expect: weak-tls-version at `curl_easy_setopt`
}

int secure_broker(struct mosquitto *client)
{
    return mosquitto_tls_opts_set(client, 1, "tlsv1.1", NULL); // expect: weak-tls-version at `mosquitto_tls_opts_set`
}
