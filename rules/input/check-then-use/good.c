/* Settings tool: opened first, asked about afterwards. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int open_report(const char *name)
{
    struct stat info;
    int fd = open(name, O_WRONLY | O_NOFOLLOW);

    if (fd < 0)
        return -1;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Only asked. */
int is_there(const char *name)
{
    return access(name, F_OK) == 0;
}

/* Compared with what was opened. */
int open_same(const char *name)
{
    struct stat before;
    struct stat after;
    int fd;

    if (lstat(name, &before) != 0)
        return -1;
    fd = open(name, O_RDONLY);
    if (fd < 0)
        return -1;
    if (fstat(fd, &after) != 0 || before.st_ino != after.st_ino) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Two names. */
FILE *open_other(const char *name, const char *other)
{
    if (access(name, F_OK) != 0)
        return NULL;
    return fopen(other, "r");
}
