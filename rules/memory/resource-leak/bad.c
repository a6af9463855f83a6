/* Logger of a gateway: files, sockets and directories that stay open. */
#include <dirent.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The format is wrong, and the file stays open. */
int read_version(const char *path)
{
    int version;
    FILE *file = fopen(path, "r");

    if (file == NULL)
        return -1;
    if (fscanf(file, "version %d", &version) != 1)
        return -1; // expect: resource-leak at `return`
    fclose(file);
    return version;
}

/* The second file cannot be opened, the first one stays open. */
int copy_file(const char *from, const char *to)
{
    int c;
    FILE *in = fopen(from, "rb");
    FILE *out;

    if (in == NULL)
        return -1;
    out = fopen(to, "wb");
    if (out == NULL)
        return -1; // expect: resource-leak at `return`
    while ((c = fgetc(in)) != EOF)
        fputc(c, out);
    fclose(in);
    return fclose(out);
}

/* The connection failed, the socket exists all the same. */
int connect_to(const struct sockaddr *address, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    if (connect(fd, address, length) < 0)
        return -1; // expect: resource-leak at `return`
    return fd;
}

/* Descriptors of files as well. */
int has_header(const char *path)
{
    char magic[4];
    int fd = open(path, O_RDONLY);

    if (fd == -1)
        return 0;
    if (read(fd, magic, sizeof magic) != (ssize_t)sizeof magic)
        return 0; // expect: resource-leak at `return`
    close(fd);
    return memcmp(magic, "TLM1", 4) == 0;
}

/* The directory is left in the middle. */
int find_log(const char *folder)
{
    struct dirent *entry;
    DIR *dir = opendir(folder);

    if (dir == NULL)
        return -1;
    while ((entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, "events.log") == 0)
            return 1; // expect: resource-leak at `return`
    }
    closedir(dir);
    return 0;
}

/* The list of addresses has to be given back. */
int can_resolve(const char *host)
{
    struct addrinfo *list;

    if (getaddrinfo(host, "443", NULL, &list) != 0)
        return 0;
    return list->ai_family == AF_INET; // expect: resource-leak at `return`
}

/* The pipe, at the end of the function. */
void show_uptime(void)
{
    char line[80];
    FILE *pipe = popen("/usr/bin/uptime", "r");

    if (pipe == NULL)
        return;
    if (fgets(line, sizeof line, pipe) != NULL)
        puts(line);
} // expect: resource-leak at `}`

/* Accepted, and then forgotten when the greeting fails. */
int serve_one(int listener)
{
    int fd = accept(listener, NULL, NULL);

    if (fd == -1)
        return -1;
    if (send(fd, "hello\n", 6, 0) != 6)
        return -1; // expect: resource-leak at `return`
    close(fd);
    return 0;
}

/* One end is forgotten. */
int wake_up(void)
{
    int ends[2];
    char byte = 1;

    if (pipe(ends) != 0)
        return -1;
    if (write(ends[1], &byte, 1) != 1) {
        close(ends[0]);
        return -1; // expect: resource-leak at `return`
    }
    close(ends[0]);
    close(ends[1]);
    return 0;
}

/* The three that every program has are still open: these are others. */
void become_silent(void)
{
    int null = open("/dev/null", O_RDWR);

    if (null == -1)
        exit(1);
    for (int i = 0; i < 3; i++) {
        int standard = dup(null);

        if (standard == -1)
            exit(1);
    } // expect: resource-leak
    close(null);
}

int configure_port(int port);
int reset_port(int port);
int read_settings(FILE *settings);

/* Who only sets the port up does not own it. */
int open_configured(const char *name)
{
    int port = open(name, O_RDWR);

    if (port < 0)
        return -1;
    if (configure_port(port) < 0) {
        close(port);
        return -1;
    }
    if (reset_port(port) < 0)
        return -1; // expect: resource-leak
    return port;
}

int load_settings(const char *name)
{
    FILE *settings = fopen(name, "r");

    if (!settings)
        return -1;
    if (read_settings(settings) < 0)
        return -1; // expect: resource-leak
    fclose(settings);
    return 0;
}
