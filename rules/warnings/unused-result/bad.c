/* Start-up of a gateway: calls whose failure nobody sees. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* If this fails, the program goes on with all its rights. */
void drop_privileges(void)
{
    setgid(1000); // expect: unused-result at `setgid`
    setuid(1000); // expect: unused-result at `setuid`
}

/* Nobody knows whether the configuration was read. */
int read_limit(FILE *settings)
{
    int limit = 100;

    fscanf(settings, "limit %d", &limit); // expect: unused-result at `fscanf`
    return limit;
}

/* How much arrived is not known, so neither is what the buffer holds. */
int first_byte(int fd)
{
    unsigned char buffer[16] = { 0 };

    recv(fd, buffer, sizeof buffer, 0); // expect: unused-result at `recv`
    return buffer[0];
}

/* At the end of the file the line is the old one. */
void skip_header(FILE *in)
{
    char line[80] = "";

    fgets(line, sizeof line, in); // expect: unused-result at `fgets`
    puts(line);
}

/* In a branch, and for memory. */
void *aligned_page(int is_large)
{
    void *page = NULL;

    if (is_large)
        posix_memalign(&page, 4096, 65536); // expect: unused-result at `posix_memalign`
    return page;
}

/* The prison has no walls if chroot fails. */
void enter_jail(const char *root)
{
    chroot(root); // expect: unused-result at `chroot`
}
