/* Files of a logger: what is closed is left alone. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void note(const char *what, int number);

/* The number alone may be named. */
int copy_byte(const char *path)
{
    char byte;
    ssize_t got;
    int fd = open(path, O_RDONLY);

    if (fd < 0)
        return -1;
    got = read(fd, &byte, 1);
    close(fd);
    printf("closed %d\n", fd);
    note("closed", fd);
    return got == 1 ? byte : -1;
}

/* The name is used for the next file. */
int copy_two(const char *first, const char *second)
{
    char byte[2] = {0, 0};
    int fd = open(first, O_RDONLY);

    if (fd < 0)
        return -1;
    if (read(fd, &byte[0], 1) != 1)
        byte[0] = 0;
    close(fd);
    fd = open(second, O_RDONLY);
    if (fd < 0)
        return -1;
    if (read(fd, &byte[1], 1) != 1)
        byte[1] = 0;
    close(fd);
    return byte[0] == byte[1];
}

/* The ends of a mapping are given back, the middle stays. */
void *map_aligned(size_t size, size_t alignment)
{
    char *map = mmap(NULL, size + alignment, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    size_t head;

    if (map == MAP_FAILED)
        return NULL;
    head = alignment - ((uintptr_t)map % alignment);
    munmap(map, head);
    memset(map + head, 0, size);
    return map + head;
}

struct handle_info {
    unsigned long handle;
};

int make_entry(int fd);
void reply_error(int error);

/* Who is told of the error does not look at the handle. */
void open_unnamed(int folder, struct handle_info *info)
{
    int fd = openat(folder, ".", O_RDWR);

    if (fd == -1)
        return;
    info->handle = fd;
    if (make_entry(fd) < 0) {
        close(fd);
        reply_error(5);
        return;
    }
}
