/* A console that is reached by a protocol which sends passwords as they are. */
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int console_open(const char *host, const char *password)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    struct addrinfo *found;
    int fd;

    if (getaddrinfo(host, "telnet", &hints, &found) != 0) // expect: cleartext-connection at `getaddrinfo`
        return -1;
    fd = socket(found->ai_family, found->ai_socktype, 0);
    if (fd >= 0 && (connect(fd, found->ai_addr, found->ai_addrlen) != 0 ||
                    send(fd, password, strlen(password), 0) < 0)) {
        close(fd);
        fd = -1;
    }
    freeaddrinfo(found);
    return fd;
}
