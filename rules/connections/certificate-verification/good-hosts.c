/* Logging in where the host's key was looked at first. */
#include <libssh/libssh.h>

static int is_known(ssh_session session)
{
    return ssh_session_is_known_server(session) == SSH_KNOWN_HOSTS_OK;
}

int log_in(ssh_session session, const char *password)
{
    if (ssh_connect(session) != SSH_OK)
        return -1;
    if (!is_known(session) || ssh_userauth_password(session, NULL, password) != SSH_AUTH_SUCCESS) {
        ssh_disconnect(session);
        return -1;
    }
    return 0;
}
