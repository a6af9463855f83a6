/* Login of a gateway. */
#include <ctype.h>
#include <sys/socket.h>
#include <syslog.h>

void note_failure(int peer)
{
    char name[64] = "";
    int i;

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return;
    name[sizeof name - 1] = '\0';
    for (i = 0; name[i] != '\0'; i++)
        if (!isalnum((unsigned char)name[i]))
            name[i] = '_';
    syslog(LOG_WARNING, "login of %s failed", name);
}

void note_code(int code)
{
    syslog(LOG_WARNING, "login failed with %d", code);
}
