/* A terminal that asks again, and leaves no zero behind the second answer. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int ask_rate(int link)
{
    char answer[64];
    ssize_t n;

    memset(answer, 0, sizeof answer);
    do {
        n = read(link, answer, sizeof answer);
    } while (n == -1 && errno == EINTR);
    if (n <= 0)
        return -1;
    return atoi(answer); // expect: missing-terminator at `atoi`
}

void show_both(int link)
{
    char answer[16] = {0};

    if (recv(link, answer, sizeof answer - 1, 0) <= 0)
        return;
    puts(answer);
    if (recv(link, answer + 8, 8, 0) <= 0)
        return;
    puts(answer); // expect: missing-terminator at `puts`
}
