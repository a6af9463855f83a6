/* Settings tool that runs with rights of its own. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The question is asked for the user, the file opened for root. */
int open_report(const char *name)
{
    if (access(name, W_OK) != 0)
        return -1;
    return open(name, O_WRONLY | O_TRUNC); // expect: check-then-use at `open`
}

/* A link can take the place of the regular file. */
int share(const char *name)
{
    struct stat info;

    if (lstat(name, &info) != 0 || !S_ISREG(info.st_mode))
        return -1;
    return chmod(name, 0644); // expect: check-then-use at `chmod`
}

FILE *load(const char *name)
{
    struct stat info;

    if (stat(name, &info) == -1)
        return NULL;
    if (info.st_uid != 0)
        return NULL;
    return fopen(name, "r"); // expect: check-then-use at `fopen`
}
