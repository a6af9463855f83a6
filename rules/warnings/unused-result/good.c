/* Start-up of a gateway: every failure is seen, or is said not to matter. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int drop_privileges(void)
{
    if (setgid(1000) != 0 || setuid(1000) != 0)
        return -1;
    return 0;
}

int read_limit(FILE *settings)
{
    int limit = 100;

    if (fscanf(settings, "limit %d", &limit) != 1)
        limit = 100;
    return limit;
}

/* Kept and looked at later. */
int first_byte(int fd)
{
    unsigned char buffer[16];
    ssize_t received;

    received = recv(fd, buffer, sizeof buffer, 0);
    if (received <= 0)
        return -1;
    return buffer[0];
}

/* Said to be meant. */
void drain(int fd)
{
    char byte;

    (void)read(fd, &byte, 1);
}

/* Functions whose result says nothing that has to be known. */
void show(const char *text)
{
    char line[32];

    snprintf(line, sizeof line, "%s", text);
    printf("%s\n", line);
    strcpy(line, "done");
    puts(line);
    fflush(stdout);
}

/* The result is the result. */
char *next_line(char *line, int size, FILE *in)
{
    return fgets(line, size, in);
}

/* As a condition of a loop. */
int count_lines(FILE *in)
{
    char line[80];
    int lines = 0;

    while (fgets(line, sizeof line, in))
        lines++;
    return lines;
}
