#include <arpa/inet.h>
#include <sys/socket.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void store(char *to, const char *data)
{
    char line[16];
    char buffer[100];
    if (fgets(line, sizeof line, stdin) == NULL)
        return;
    int length = atoi(line);
    if (length < 100)
        memcpy(buffer, data, length); // expect: negative-size at `memcpy(buffer, data, length)`
    memcpy(to, buffer, sizeof buffer);
}

void *block(void)
{
    int n = -1;
    return malloc(n); // expect: negative-size at `malloc(n)`
}

/* -1 where the read fails. */
void store_answer(int fd, unsigned char *out)
{
    unsigned char answer[32];
    ssize_t got = read(fd, answer, sizeof answer);

    memcpy(out, answer, got); // expect: negative-size at `memcpy(out, answer, got)`
}

/* Half of what fits into the unsigned number is negative in the other, and below every limit. */
void store_counted(char *to, const char *data)
{
    char buffer[100];
    unsigned given = (unsigned)getchar() << 24;
    given = given | (unsigned)getchar();
    if (given & 1)
        given = -given - 1;
    int length = (int)given;
    if (length < 100)
        memcpy(buffer, data, length); // expect: negative-size at `memcpy(buffer, data, length)`
    memcpy(to, buffer, sizeof buffer);
}

/* A length that includes the header, less the header, of a message that says it is shorter. */
void copy_body(unsigned char *body, int sock)
{
    static unsigned char message[65536];
    uint16_t total;

    if (recv(sock, message, sizeof message, 0) < 4)
        return;
    memcpy(&total, message, sizeof total);
    memcpy(body, message + 12, ntohs(total) - 12); // expect: negative-size at `memcpy(body, message + 12, ntohs(total) - 12)`
}

/* That something came is not that the header came. */
int forward_body(int sock, unsigned char *body)
{
    unsigned char message[1500];
    ssize_t got = recv(sock, message, sizeof message, 0);

    if (got <= 0)
        return -1;
    memcpy(body, message + 12, (size_t)(got - 12)); // expect: negative-size at `memcpy`
    return 0;
}

int check_extension(int code);

/* The code is checked, the size is not. */
char *read_extension(FILE *in)
{
    int head[2];
    int size;

    if (fread(&size, sizeof size, 1, in) != 1 || fread(head, sizeof head, 1, in) != 1)
        return NULL;
    if (!check_extension(head[0]))
        return NULL;
    size -= 8; // expect: integer-overflow at `size -= 8`
    return malloc(size); // expect: negative-size at `malloc`
}
