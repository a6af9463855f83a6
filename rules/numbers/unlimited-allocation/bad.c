#include <arpa/inet.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>

char *payload(int fd)
{
    uint32_t length;
    if (recv(fd, &length, sizeof length, MSG_WAITALL) != sizeof length)
        return NULL;
    return malloc(ntohl(length)); // expect: unlimited-allocation at `malloc(ntohl(length))`
}
