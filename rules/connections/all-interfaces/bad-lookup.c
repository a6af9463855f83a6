/* A service that asks for the address of nobody, which is that of everybody. */
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int service_socket(const char *port)
{
    struct addrinfo hints;
    struct addrinfo *found;
    int fd;

    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE; // expect: all-interfaces at `hints.ai_flags`
    if (getaddrinfo(NULL, port, &hints, &found) != 0)
        return -1;
    fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (fd >= 0 && bind(fd, found->ai_addr, found->ai_addrlen) != 0) {
        close(fd);
        fd = -1;
    }
    freeaddrinfo(found);
    return fd;
}
