/* A gateway that is told its secrets. */
#include <curl/curl.h>
#include <libpq-fe.h>
#include <mbedtls/aes.h>
#include <mosquitto.h>
#include <stdlib.h>

struct settings {
    const char *user;
    const char *password;
    unsigned char key[16];
};

extern const unsigned char device_key[];

int log_in_at_broker(struct mosquitto *client)
{
    const char *password = getenv("GATEWAY_PASSWORD");

    if (password == NULL)
        return -1;
    return mosquitto_username_pw_set(client, "gateway", password);
}

/* Nobody logs in. */
int leave_broker(struct mosquitto *client)
{
    return mosquitto_username_pw_set(client, NULL, NULL);
}

PGconn *open_log(void)
{
    return PQconnectdb("host=/run/postgresql user=reader");
}

PGconn *open_log_as_told(void)
{
    return PQconnectdb("host=db user=reader passfile=/etc/gateway/pgpass sslmode=verify-full");
}

void configure(CURL *handle, const struct settings *settings)
{
    curl_easy_setopt(handle, CURLOPT_USERNAME, "gateway");
    curl_easy_setopt(handle, CURLOPT_PASSWORD, settings->password);
    curl_easy_setopt(handle, CURLOPT_PROXYUSERPWD, "");
}

/* What everybody may know, and what somebody is to fill in. */
void configure_public(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_USERPWD, "anonymous");
    curl_easy_setopt(handle, CURLOPT_PASSWORD, "<password>");
}

int prepare(mbedtls_aes_context *cipher, const struct settings *settings)
{
    return mbedtls_aes_setkey_enc(cipher, settings->key, 128);
}

/* Where it is made for each device. */
int prepare_own(mbedtls_aes_context *cipher)
{
    return mbedtls_aes_setkey_enc(cipher, device_key, 128);
}

static const unsigned char known_key[16] = {0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6,
                                            0xab, 0xf7, 0x15, 0x88, 0x09, 0xcf, 0x4f, 0x3c};

/* The example of the standard, to see whether the cipher is one. */
int cipher_self_test(mbedtls_aes_context *cipher)
{
    return mbedtls_aes_setkey_enc(cipher, known_key, 128);
}
