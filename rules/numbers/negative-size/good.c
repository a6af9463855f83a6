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
    char buffer[100] = {0};
    if (fgets(line, sizeof line, stdin) == NULL)
        return;
    int length = atoi(line);
    if (length >= 0 && length < 100)
        memcpy(buffer, data, length);
    memcpy(to, buffer, sizeof buffer);
}

void take(char *to, const char *data, int length)
{
    if (length > 100)
        length = 100;
    memcpy(to, data, length);
}

/* Only what was read. */
void store_answer(int fd, unsigned char *out)
{
    unsigned char answer[32];
    ssize_t got = read(fd, answer, sizeof answer);

    if (got > 0)
        memcpy(out, answer, got);
}

/* Limited before it gets a sign. */
void store_counted(char *to, const char *data)
{
    char buffer[100];
    unsigned given = (unsigned)getchar() << 24;
    given = given | (unsigned)getchar();
    if (given & 1)
        given = -given - 1;
    if (given < 100) {
        int length = (int)given;
        memcpy(buffer, data, length);
    }
    memcpy(to, buffer, sizeof buffer);
}

void copy_checked_body(unsigned char *body, size_t room, int sock)
{
    static unsigned char message[65536];
    uint16_t raw;
    size_t total;

    if (recv(sock, message, sizeof message, 0) < 4)
        return;
    memcpy(&raw, message, sizeof raw);
    total = ntohs(raw);
    if (total < 12 || total - 12 > room)
        return;
    memcpy(body, message + 12, total - 12);
}

/* A check among other questions, each of which may print something. */
static int verbose;

static int is_extension(int size, int code, int room)
{
    if (code & 1) {
        if (verbose > 2)
            puts("an unknown code");
    }
    if (size < 16) {
        if (verbose > 2)
            puts("too small");
        return 0;
    }
    if (size > room) {
        if (verbose > 2)
            puts("too large");
        return 0;
    }
    return 1;
}

char *read_extension(FILE *file, int room, int swap)
{
    int size = 0;
    int code = 0;
    char *data;

    if (fread(&size, 4, 1, file) != 1)
        return NULL;
    if (swap && fread(&code, 4, 1, file) != 1)
        return NULL;
    if (!is_extension(size, code, room))
        return NULL;
    data = malloc((size_t)(size - 8));
    return data;
}

int forward_body(int sock, unsigned char *body, ssize_t header)
{
    unsigned char message[1500];
    ssize_t got = recv(sock, message, sizeof message, 0);

    if (got < 12)
        return -1;
    memcpy(body, message + 12, (size_t)(got - 12));
    got = recv(sock, message, sizeof message, 0);
    if (header < 12 || got < header)
        return -1;
    memcpy(body, message + 12, (size_t)(got - 12));
    return 0;
}

int check_extension(int size, int code);

/* Whoever checks the size is asked before it is used. */
char *read_extension(FILE *in)
{
    int head[2];
    int size;

    if (fread(&size, sizeof size, 1, in) != 1 || fread(head, sizeof head, 1, in) != 1)
        return NULL;
    if (!check_extension(size, head[0]))
        return NULL;
    size -= 8;
    return malloc(size);
}
