/* Report writer: temporary files that nobody else can have made. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int open_scratch(void)
{
    char name[] = "/tmp/reportXXXXXX";

    return mkstemp(name);
}

/* Written again by its name, which nobody could foresee. */
FILE *open_again(void)
{
    char name[] = "/tmp/reportXXXXXX";
    int fd = mkstemp(name);

    if (fd < 0)
        return NULL;
    close(fd);
    return fopen(name, "w");
}

FILE *open_draft(void)
{
    return tmpfile();
}

/* A folder of its own. */
FILE *open_trace(void)
{
    return fopen("/var/lib/report/trace", "w");
}

/* It must not be there yet. */
int open_lock(void)
{
    return open("/tmp/report.lock", O_WRONLY | O_CREAT | O_EXCL, 0600);
}

/* Only read. */
FILE *open_input(void)
{
    return fopen("/tmp/report.in", "r");
}
