/* A terminal that asks again. What was cleared once ends every answer, as long as nobody writes to its last place. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int ask_rate(int link)
{
    char answer[64];
    int tries = 0;
    ssize_t n;

    memset(answer, 0, sizeof answer);
again:
    n = read(link, answer, sizeof answer - 1);
    if (n < 0) {
        if (errno == EINTR && tries++ < 3)
            goto again;
        return -1;
    }
    return atoi(answer);
}

int is_ready(int link)
{
    char answer[16] = {0};
    ssize_t n;

    do {
        n = read(link, answer, sizeof answer - 1);
    } while (n == -1 && errno == EINTR);
    return n > 0 && strcmp(answer, "ready") == 0;
}

void show_answers(int link, size_t longest)
{
    char *answer = calloc(longest + 1, 1);

    if (answer == NULL)
        return;
    while (recv(link, answer, longest, 0) > 0)
        puts(answer);
    free(answer);
}
