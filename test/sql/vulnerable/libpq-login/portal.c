/* The portal's own words: LOGIN <name>. */
#include <string.h>
#include <sys/socket.h>

#include "account.h"

int portal_login(PGconn *connection, int peer)
{
    char line[128];
    ssize_t n = recv(peer, line, sizeof line - 1, 0);

    if (n < 6)
        return 0;
    line[n] = '\0';
    if (strncmp(line, "LOGIN ", 6) != 0)
        return 0;
    return account_exists(connection, line + 6);
}
