/* Sampler: how often and how long is in the request. */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

extern void take_sample(uint32_t i);

int sample(int peer)
{
    uint32_t count;
    uint32_t i;

    if (recv(peer, &count, sizeof count, 0) != (ssize_t)sizeof count)
        return -1;
    count = ntohl(count);
    for (i = 0; i < count; i++) // expect: resource-consumption at `i < count`
        take_sample(i);
    return 0;
}

int pause_for(int peer)
{
    uint32_t seconds;

    if (recv(peer, &seconds, sizeof seconds, 0) != (ssize_t)sizeof seconds)
        return -1;
    sleep(seconds); // expect: resource-consumption at `sleep`
    return 0;
}

int blink(void)
{
    int times;

    if (scanf("%d", &times) != 1)
        return -1;
    while (times > 0) { // expect: resource-consumption at `times > 0`
        take_sample(0);
        times--;
    }
    return 0;
}
