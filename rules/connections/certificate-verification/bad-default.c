/* Clients that make the connection themselves and never have anything proved. */
#include <gnutls/gnutls.h>
#include <mbedtls/ssl.h>
#include <MQTTClient.h>
#include <openssl/ssl.h>
#include <wolfssl/ssl.h>

/* Who is trusted is known, but nothing is checked against it. */
SSL *open_service(int fd, const char *host)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL *connection = context != NULL ? SSL_new(context) : NULL;

    if (context != NULL)
        SSL_CTX_set_default_verify_paths(context);
    SSL_CTX_free(context);
    if (connection == NULL)
        return NULL;
    if (SSL_set1_host(connection, host) != 1 || SSL_set_fd(connection, fd) != 1 ||
        SSL_connect(connection) != 1) { // expect: certificate-verification at `SSL_connect`
        SSL_free(connection);
        return NULL;
    }
    return connection;
}

static SSL_CTX *checking_context(void)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());

    if (context != NULL)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    return context;
}

SSL *open_any_host(int fd)
{
    SSL_CTX *context = checking_context();
    SSL *connection = context != NULL ? SSL_new(context) : NULL;

    SSL_CTX_free(context);
    if (connection == NULL)
        return NULL;
    if (SSL_set_fd(connection, fd) != 1 || SSL_connect(connection) != 1) { // expect: certificate-verification at `SSL_connect`
        SSL_free(connection);
        return NULL;
    }
    return connection;
}

int open_session(gnutls_session_t *session, gnutls_certificate_credentials_t credentials, int fd)
{
    int failed;

    if (gnutls_init(session, GNUTLS_CLIENT) < 0)
        return -1;
    gnutls_set_default_priority(*session);
    gnutls_credentials_set(*session, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_transport_set_int(*session, fd);
    do {
        failed = gnutls_handshake(*session); // expect: certificate-verification at `gnutls_handshake`
    } while (failed < 0 && gnutls_error_is_fatal(failed) == 0);
    return failed;
}

WOLFSSL *open_small(int fd)
{
    WOLFSSL_CTX *context = wolfSSL_CTX_new(wolfTLSv1_3_client_method());
    WOLFSSL *connection = context != NULL ? wolfSSL_new(context) : NULL;

    if (connection == NULL)
        return NULL;
    wolfSSL_set_fd(connection, fd);
    if (wolfSSL_connect(connection) != SSL_SUCCESS) { // expect: certificate-verification at `wolfSSL_connect`
        wolfSSL_free(connection);
        return NULL;
    }
    return connection;
}

int open_smallest(mbedtls_ssl_context *connection, mbedtls_ssl_config *config)
{
    if (mbedtls_ssl_config_defaults(config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                    MBEDTLS_SSL_PRESET_DEFAULT) != 0 ||
        mbedtls_ssl_setup(connection, config) != 0)
        return -1;
    return mbedtls_ssl_handshake(connection); // expect: certificate-verification at `mbedtls_ssl_handshake`
}

int connect_broker(MQTTClient client, const char *password)
{
    MQTTClient_connectOptions options = MQTTClient_connectOptions_initializer;
    MQTTClient_SSLOptions protection = MQTTClient_SSLOptions_initializer;

    protection.trustStore = "/etc/gateway/ca.pem";
    protection.enableServerCertAuth = 0; // expect: certificate-verification at `protection.enableServerCertAuth`
    options.ssl = &protection;
    options.password = password;
    return MQTTClient_connect(client, &options);
}
