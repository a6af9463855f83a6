/* Sampler: requests within limits. */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_SAMPLES 1000u

extern void take_sample(uint32_t i);

int sample(int peer)
{
    uint32_t count;
    uint32_t i;

    if (recv(peer, &count, sizeof count, 0) != (ssize_t)sizeof count)
        return -1;
    count = ntohl(count);
    if (count > MAX_SAMPLES)
        return -1;
    for (i = 0; i < count; i++)
        take_sample(i);
    return 0;
}

int pause_for(int peer)
{
    uint8_t seconds;

    if (recv(peer, &seconds, sizeof seconds, 0) != (ssize_t)sizeof seconds)
        return -1;
    sleep(seconds);
    return 0;
}

/* Whoever announces much has to send much. */
int receive_all(int peer)
{
    uint32_t count;
    uint32_t i;
    char item[16];

    if (recv(peer, &count, sizeof count, 0) != (ssize_t)sizeof count)
        return -1;
    for (i = 0; i < count; i++)
        if (recv(peer, item, sizeof item, 0) != (ssize_t)sizeof item)
            return -1;
    return 0;
}
