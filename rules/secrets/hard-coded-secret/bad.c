/* A gateway that knows its secrets by heart. */
#include <curl/curl.h>
#include <libpq-fe.h>
#include <mbedtls/aes.h>
#include <mosquitto.h>
#include <mysql.h>
#include <openssl/hmac.h>

#define BROKER_PASSWORD "Gw!2019-prod"

static const unsigned char recording_key[16] = {
    0x3f, 0x91, 0x0c, 0x77, 0xa2, 0x5e, 0xd8, 0x14, 0x6b, 0xc3, 0x29, 0xf0, 0x85, 0x4d, 0x1a, 0xe6,
};

int log_in_at_broker(struct mosquitto *client)
{
    return mosquitto_username_pw_set(client, "gateway", BROKER_PASSWORD); // expect: hard-coded-secret at `mosquitto_username_pw_set`
}

int log_in_at_table(MYSQL *connection)
{
    const char *password = "s3ma4-read";

    return mysql_real_connect(connection, "db", "reader", password, "log", 0, NULL, 0) != NULL; // expect: hard-coded-secret at `mysql_real_connect`
}

PGconn *open_log(void)
{
    return PQconnectdb("host=db user=reader password=s3ma4-read sslmode=verify-full"); // expect: hard-coded-secret at `PQconnectdb`
}

void configure(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_USERPWD, "gateway:Gw!2019-prod"); // expect: hard-coded-secret at `curl_easy_setopt`
}

int prepare(mbedtls_aes_context *cipher)
{
    return mbedtls_aes_setkey_enc(cipher, recording_key, 128); // expect: hard-coded-secret at `mbedtls_aes_setkey_enc`
}

void sign(const unsigned char *data, size_t size, unsigned char code[32])
{
    unsigned int written = 0;

    HMAC(EVP_sha256(), "8c1f2a77e4", 10, data, size, code, &written); // expect: hard-coded-secret at `HMAC`
}

int log_in_at_site(struct mosquitto *client)
{
    static const char password[] = "Gw!2019-site";

    return mosquitto_username_pw_set(client, "gateway", password); // expect: hard-coded-secret at `mosquitto_username_pw_set`
}
