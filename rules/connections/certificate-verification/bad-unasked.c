/* Clients that ask for no proof at all: OpenSSL gives none by itself, and libssh takes any key for the right one. */
#include <libssh/libssh.h>
#include <openssl/ssl.h>

SSL *open_service(int fd)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
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

int log_in(ssh_session session, const char *password)
{
    if (ssh_connect(session) != SSH_OK)
        return -1;
    if (ssh_userauth_password(session, NULL, password) != SSH_AUTH_SUCCESS) { // expect: certificate-verification at `ssh_userauth_password`
        ssh_disconnect(session);
        return -1;
    }
    return 0;
}
