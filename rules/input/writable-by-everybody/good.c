/* A service that shares what it means to. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

int share_folder(const char *folder)
{
    return chmod(folder, 0755);
}

/* Where everybody makes files, nobody may replace those of others. */
int share_drop_folder(const char *folder)
{
    return chmod(folder, 01777);
}

int keep_mode(const char *to, const struct stat *from)
{
    return chmod(to, from->st_mode & 0777);
}

int go_to_background(void)
{
    if (setsid() < 0)
        return -1;
    umask(027);
    return chdir("/");
}

/* The mask is only asked for. */
mode_t current_mask(void)
{
    mode_t mask = umask(0);

    umask(mask);
    return mask;
}

int make_pipe(const char *path)
{
    mode_t before = umask(0);
    int result = mkfifo(path, 0622);

    umask(before);
    return result;
}

int make_folder_for_all(const char *path)
{
    umask(0);
    int result = mkdir(path, 01777);
    umask(022);
    return result;
}

/* What the user's mask makes of it is the user's affair. */
int open_report(const char *path)
{
    return open(path, O_CREAT | O_WRONLY | O_TRUNC, 0666);
}

int save_device_key(const char *path, const unsigned char *key, size_t size)
{
    int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0600);

    if (fd < 0)
        return -1;
    ssize_t written = write(fd, key, size);
    if (close(fd) != 0)
        return -1;
    return written == (ssize_t)size ? 0 : -1;
}
