/* Login of a gateway. */
#include <sys/socket.h>
#include <syslog.h>

void note_failure(int peer)
{
    char name[64] = "";

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return;
    name[sizeof name - 1] = '\0';
    syslog(LOG_WARNING, "login of %s failed", name); // expect: log-injection at `syslog`
}
