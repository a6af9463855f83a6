/* The same logger, everything closed on every path. */
#include <dirent.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static FILE *journal;

/* Closed before both returns. */
int read_version(const char *path)
{
    int version = -1;
    FILE *file = fopen(path, "r");

    if (file == NULL)
        return -1;
    if (fscanf(file, "version %d", &version) != 1)
        version = -1;
    fclose(file);
    return version;
}

/* One exit, which closes what was opened. */
int copy_file(const char *from, const char *to)
{
    int result = -1;
    int c;
    FILE *out = NULL;
    FILE *in = fopen(from, "rb");

    if (in == NULL)
        goto done;
    out = fopen(to, "wb");
    if (out == NULL)
        goto done;
    while ((c = fgetc(in)) != EOF)
        fputc(c, out);
    result = 0;
done:
    if (out != NULL)
        fclose(out);
    if (in != NULL)
        fclose(in);
    return result;
}

/* The socket is handed to the caller, or closed. */
int connect_to(const struct sockaddr *address, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    if (connect(fd, address, length) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int has_header(const char *path)
{
    char magic[4];
    ssize_t received;
    int fd = open(path, O_RDONLY);

    if (fd == -1)
        return 0;
    received = read(fd, magic, sizeof magic);
    close(fd);
    return received == (ssize_t)sizeof magic && memcmp(magic, "TLM1", 4) == 0;
}

int find_log(const char *folder)
{
    int found = 0;
    struct dirent *entry;
    DIR *dir = opendir(folder);

    if (dir == NULL)
        return -1;
    while (!found && (entry = readdir(dir)) != NULL)
        found = strcmp(entry->d_name, "events.log") == 0;
    closedir(dir);
    return found;
}

int can_resolve(const char *host)
{
    struct addrinfo *list;
    int is_v4;

    if (getaddrinfo(host, "443", NULL, &list) != 0)
        return 0;
    is_v4 = list->ai_family == AF_INET;
    freeaddrinfo(list);
    return is_v4;
}

/* The file of the module stays open as long as the program runs. */
int open_journal(const char *path)
{
    FILE *file = fopen(path, "a");

    if (file == NULL)
        return -1;
    journal = file;
    return 0;
}

/* Standard streams need not be closed. */
void show(const char *path)
{
    FILE *out = path != NULL ? fopen(path, "w") : stdout;

    if (out == NULL)
        return;
    fputs("ok\n", out);
    if (out != stdout)
        fclose(out);
}

/* The stream owns the descriptor. */
FILE *open_private(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    FILE *file;

    if (fd < 0)
        return NULL;
    file = fdopen(fd, "r");
    if (file == NULL)
        close(fd);
    return file;
}

/* Every way of asking whether there is something to close. */
int probe(const char *path, int how)
{
    char magic[4];
    int result = -1;
    int fd = open(path, O_RDONLY);

    if (fd != -1 && read(fd, magic, sizeof magic) == (ssize_t)sizeof magic)
        result = magic[0];
    if (how == 0) {
        if (fd > 0)
            close(fd);
    } else if (how == 1) {
        if (fd >= 0)
            close(fd);
    } else {
        if (fd != -1)
            close(fd);
    }
    return result;
}

/* The three standard descriptors are opened once and kept. */
void reserve_standard(void)
{
    int fd;

    while ((fd = open("/dev/null", O_RDWR)) >= 0) {
        if (fd > STDERR_FILENO) {
            close(fd);
            break;
        }
    }
}

int wake_up(void)
{
    int ends[2];
    char byte = 1;
    int result = 0;

    if (pipe(ends))
        return -1;
    if (write(ends[1], &byte, 1) != 1)
        result = -1;
    close(ends[0]);
    close(ends[1]);
    return result;
}

/* Marked as closed afterwards. */
int reset_ends(void)
{
    int ends[2];

    if (pipe(ends))
        return -1;
    close(ends[1]);
    close(ends[0]);
    ends[0] = ends[1] = -1;
    return 0;
}

/* A descriptor stays one in a wider type. */
int open_for_host(const char *path, unsigned long *answer)
{
    *answer = (unsigned long)open(path, O_RDONLY);
    return 0;
}

/* Opened in one of two ways, and closed by what is open: as many paths as there are ways to fail. */
struct source {
    int packed;
    FILE *plain;
    FILE *pipe;
};

static struct source *open_source(const char *path, int packed)
{
    struct source *s = calloc(1, sizeof *s);

    if (s == NULL)
        return NULL;
    if (packed) {
        if ((s->pipe = popen("/usr/bin/unpack", "r")) == NULL) {
            free(s);
            s = NULL;
        }
    } else {
        if ((s->plain = fopen(path, "r")) == NULL) {
            free(s);
            s = NULL;
        }
    }
    return s;
}

static void close_source(struct source *s)
{
    if (s != NULL) {
        if (s->pipe != NULL)
            pclose(s->pipe);
        if (s->plain != NULL)
            fclose(s->plain);
        free(s);
    }
}

int source_exists(const char *path, int packed)
{
    struct source *s = open_source(path, packed);

    if (s != NULL) {
        close_source(s);
        return 1;
    }
    return 0;
}

/* By the name that another system has for a descriptor, and for none. */
int fetch_by_socket(int family)
{
    SOCKET s = socket(family, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET) {
        puts("no socket");
        return -1;
    }
    closesocket(s);
    return 0;
}

typedef unsigned long long handle_t;

int fetch_by_handle(int family)
{
    handle_t h;

    if ((h = socket(family, SOCK_STREAM, 0)) == (handle_t)-1) {
        puts("no socket");
        return -1;
    }
    close((int)h);
    return 0;
}

/* What is opened next takes the places of the descriptors that every program has, and stays there. */
void become_silent(void)
{
    int null = open("/dev/null", O_RDWR);

    if (null == -1)
        exit(1);
    close(0);
    close(1);
    close(2);
    for (int i = 0; i < 3; i++) {
        int standard = dup(null);

        if (standard == -1)
            exit(1);
    }
    close(null);
}

int attach_port(int port);
int close_settings(FILE *settings);
int start_stream(int port);

/* What attaches it has it, and closes it where that fails. */
int open_attached(const char *name, int direct)
{
    int port = open(name, O_RDWR);

    if (port < 0)
        return -1;
    if (direct) {
        close(port);
        return -1;
    }
    if (attach_port(port) < 0)
        return -1;
    return 0;
}

/* Where all goes well the stream has it. */
int open_stream(const char *name)
{
    int port = open(name, O_RDWR);

    if (port < 0)
        return -1;
    if (start_stream(port) < 0) {
        close(port);
        return -1;
    }
    return 0;
}
