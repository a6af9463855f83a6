#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

char *payload(int fd)
{
    uint32_t length;
    if (recv(fd, &length, sizeof length, MSG_WAITALL) != sizeof length)
        return NULL;
    return malloc(ntohl(length)); // expect: unlimited-allocation at `malloc(ntohl(length))`
}

/* calloc() looks whether the product fits, but not whether it is sensible. */
int16_t *make_samples(FILE *in)
{
    int samples = 0;

    if (fscanf(in, "%d", &samples) != 1)
        return NULL;
    return calloc(samples, sizeof(int16_t)); // expect: unlimited-allocation at `calloc`
}
