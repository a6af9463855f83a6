/* Journal of a gateway: files that are closed twice. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int write_mark(const char *path)
{
    FILE *file = fopen(path, "a");

    if (file == NULL)
        return -1;
    if (fputs("mark\n", file) == EOF)
        fclose(file);
    return fclose(file); // expect: double-free at `fclose`
}

int touch(const char *path)
{
    int result = 0;
    int fd = open(path, O_WRONLY | O_CREAT, 0600);

    if (fd < 0)
        return -1;
    if (write(fd, "", 1) != 1) {
        result = -1;
        close(fd);
    }
    close(fd); // expect: double-free at `close`
    return result;
}
