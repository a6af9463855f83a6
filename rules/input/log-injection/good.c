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

/* Line ends are all that does harm here. */
void note_word(int peer)
{
    char word[64];
    char *c;
    ssize_t n = recv(peer, word, sizeof word - 1, 0);

    if (n < 0)
        return;
    word[n] = '\0';
    for (c = word; *c != '\0'; c++)
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    syslog(LOG_INFO, "heard %s", word);
}
