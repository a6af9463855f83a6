/* A service that shares more than it means to. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define EVERYTHING 0777

int share_folder(const char *folder)
{
    return chmod(folder, EVERYTHING); // expect: writable-by-everybody at `chmod`
}

int share_settings(int fd)
{
    mode_t mode = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;

    return fchmod(fd, mode); // expect: writable-by-everybody at `fchmod`
}

int go_to_background(void)
{
    if (setsid() < 0)
        return -1;
    umask(0); // expect: writable-by-everybody at `umask`
    return chdir("/");
}

int save_device_key(const char *path, const unsigned char *key, size_t size)
{
    int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0666); // expect: writable-by-everybody at `open`

    if (fd < 0)
        return -1;
    ssize_t written = write(fd, key, size);
    if (close(fd) != 0)
        return -1;
    return written == (ssize_t)size ? 0 : -1;
}

int save_password(const char *path, const char *password, size_t size)
{
    int fd = creat(path, 0666); // expect: writable-by-everybody at `creat`

    if (fd < 0)
        return -1;
    ssize_t written = write(fd, password, size);
    if (close(fd) != 0)
        return -1;
    return written == (ssize_t)size ? 0 : -1;
}
