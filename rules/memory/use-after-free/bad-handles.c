/* Files of a logger: what is closed is used once more. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* The number may belong to another file by now. */
int copy_byte(const char *path)
{
    char byte;
    int fd = open(path, O_RDONLY);

    if (fd < 0)
        return -1;
    close(fd);
    if (read(fd, &byte, 1) != 1) // expect: use-after-free at `read`
        return -1;
    return byte;
}

int greet(const struct sockaddr *peer, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd == -1)
        return -1;
    if (connect(fd, peer, length) != 0)
        close(fd);
    if (send(fd, "hello", 5, 0) != 5) { // expect: use-after-free at `send`
        close(fd); // expect: double-free at `close`
        return -1;
    }
    return fd;
}

int count_entries(const char *folder)
{
    int count = 0;
    DIR *dir = opendir(folder);

    if (dir == NULL)
        return -1;
    closedir(dir);
    while (readdir(dir) != NULL) // expect: use-after-free at `readdir`
        count++;
    return count;
}

int first_byte(int fd, size_t size)
{
    const char *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);

    if (map == MAP_FAILED)
        return -1;
    munmap((void *)map, size);
    return map[0]; // expect: use-after-free at `map`
}
