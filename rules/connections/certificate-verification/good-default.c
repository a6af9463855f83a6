/* Clients that have proved who is at the other end, each in its own way. */
#include <gnutls/gnutls.h>
#include <mbedtls/ssl.h>
#include <MQTTClient.h>
#include <openssl/ssl.h>
#include <wolfssl/ssl.h>

static void have_proved(SSL *connection, const char *host)
{
    SSL_set_verify(connection, SSL_VERIFY_PEER, NULL);
    SSL_set1_host(connection, host);
}

SSL *open_service(int fd, const char *host)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL *connection = context != NULL ? SSL_new(context) : NULL;

    SSL_CTX_free(context);
    if (connection == NULL)
        return NULL;
    have_proved(connection, host);
    if (SSL_set_fd(connection, fd) != 1 || SSL_connect(connection) != 1) {
        SSL_free(connection);
        return NULL;
    }
    return connection;
}

void site_prepare(SSL_CTX *context, SSL *connection);

/* What another file does with them is not known here. */
SSL *open_prepared(int fd)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL *connection = context != NULL ? SSL_new(context) : NULL;

    if (connection == NULL) {
        SSL_CTX_free(context);
        return NULL;
    }
    site_prepare(context, connection);
    SSL_CTX_free(context);
    if (SSL_set_fd(connection, fd) != 1 || SSL_connect(connection) != 1) {
        SSL_free(connection);
        return NULL;
    }
    return connection;
}

int open_session(gnutls_session_t *session, gnutls_certificate_credentials_t credentials, int fd, const char *host)
{
    int failed;

    if (gnutls_init(session, GNUTLS_CLIENT) < 0)
        return -1;
    gnutls_set_default_priority(*session);
    gnutls_credentials_set(*session, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_session_set_verify_cert(*session, host, 0);
    gnutls_transport_set_int(*session, fd);
    do {
        failed = gnutls_handshake(*session);
    } while (failed < 0 && gnutls_error_is_fatal(failed) == 0);
    return failed;
}

/* A session that comes from elsewhere may be that of a server. */
int go_on(gnutls_session_t session)
{
    return gnutls_handshake(session);
}

WOLFSSL *open_small(int fd, const char *host)
{
    WOLFSSL_CTX *context = wolfSSL_CTX_new(wolfTLSv1_3_client_method());
    WOLFSSL *connection = context != NULL ? wolfSSL_new(context) : NULL;

    if (connection == NULL)
        return NULL;
    wolfSSL_set_fd(connection, fd);
    if (wolfSSL_check_domain_name(connection, host) != SSL_SUCCESS ||
        wolfSSL_connect(connection) != SSL_SUCCESS) {
        wolfSSL_free(connection);
        return NULL;
    }
    return connection;
}

int open_smallest(mbedtls_ssl_context *connection, mbedtls_ssl_config *config, const char *host)
{
    if (mbedtls_ssl_config_defaults(config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                    MBEDTLS_SSL_PRESET_DEFAULT) != 0 ||
        mbedtls_ssl_setup(connection, config) != 0 || mbedtls_ssl_set_hostname(connection, host) != 0)
        return -1;
    return mbedtls_ssl_handshake(connection);
}

int connect_broker(MQTTClient client, const char *password)
{
    MQTTClient_connectOptions options = MQTTClient_connectOptions_initializer;
    MQTTClient_SSLOptions protection = MQTTClient_SSLOptions_initializer;

    protection.trustStore = "/etc/gateway/ca.pem";
    protection.enableServerCertAuth = 1;
    options.ssl = &protection;
    options.password = password;
    return MQTTClient_connect(client, &options);
}
