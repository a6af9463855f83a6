#include <arpa/inet.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>

#define MAX_PAYLOAD 65536

char *payload(int fd)
{
    uint32_t length;
    if (recv(fd, &length, sizeof length, MSG_WAITALL) != sizeof length)
        return NULL;
    length = ntohl(length);
    if (length > MAX_PAYLOAD)
        return NULL;
    return malloc(length);
}

char *small(int fd)
{
    uint16_t length;
    if (recv(fd, &length, sizeof length, MSG_WAITALL) != sizeof length)
        return NULL;
    return malloc(ntohs(length));
}
