/* Sockets at an address that somebody named, and those of clients. */
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int bound(const struct addrinfo *found)
{
    int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);

    if (fd >= 0 && bind(fd, found->ai_addr, found->ai_addrlen) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

int service_socket(const char *address, const char *port)
{
    struct addrinfo hints;
    struct addrinfo *found;
    int fd;

    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE;
    if (getaddrinfo(address, port, &hints, &found) != 0)
        return -1;
    fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (fd >= 0 && bind(fd, found->ai_addr, found->ai_addrlen) != 0) {
        close(fd);
        fd = -1;
    }
    freeaddrinfo(found);
    return fd;
}

int client_socket(void)
{
    struct addrinfo hints = {.ai_flags = AI_PASSIVE, .ai_socktype = SOCK_DGRAM};
    struct addrinfo *found;
    int fd;

    if (getaddrinfo(NULL, "0", &hints, &found) != 0)
        return -1;
    fd = bound(found);
    freeaddrinfo(found);
    return fd;
}
