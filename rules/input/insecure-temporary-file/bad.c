/* Report writer: temporary files whose names others know. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Between the name and the file there is time. */
int open_scratch(void)
{
    char name[] = "/var/tmp/reportXXXXXX";

    if (mktemp(name)[0] == '\0') // expect: insecure-temporary-file at `mktemp`
        return -1;
    return open(name, O_RDWR | O_CREAT, 0600);
}

/* The name is the same at every start. */
FILE *open_trace(void)
{
    return fopen("/tmp/report.trace", "w"); // expect: insecure-temporary-file at `fopen`
}

/* Numbers of processes are few. */
int open_queue(void)
{
    char name[64];

    snprintf(name, sizeof name, "/tmp/report.%d", (int)getpid());
    return open(name, O_WRONLY | O_CREAT, 0600); // expect: insecure-temporary-file at `open`
}

FILE *open_draft(void)
{
    char name[L_tmpnam];

    if (tmpnam(name) == NULL) // expect: insecure-temporary-file at `tmpnam`
        return NULL;
    return fopen(name, "w");
}
