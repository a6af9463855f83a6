/* File service of a recorder: the names are the program's own, or were looked at. */
#include <archive.h>
#include <archive_entry.h>
#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FOLDER "/var/log/recorder/"

/* Resolved, and compared with the folder. */
int send_log(int peer)
{
    char name[64] = "";
    char path[128];
    char full[PATH_MAX];
    FILE *file;

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return -1;
    name[sizeof name - 1] = '\0';
    snprintf(path, sizeof path, FOLDER "%s", name);
    if (realpath(path, full) == NULL || strncmp(full, FOLDER, strlen(FOLDER)) != 0)
        return -1;
    file = fopen(full, "rb");
    if (file == NULL)
        return -1;
    fclose(file);
    return 0;
}

/* One of the names that there are. */
int drop_recording(int peer)
{
    char name[64] = "";
    char path[128];

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return -1;
    name[sizeof name - 1] = '\0';
    if (strcmp(name, "first") != 0 && strcmp(name, "last") != 0)
        return -1;
    snprintf(path, sizeof path, "/data/%s", name);
    return unlink(path);
}

/* Letters and digits lead nowhere else. */
int store(int peer)
{
    char name[64] = "";
    char path[128];
    size_t i;
    FILE *file;

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return -1;
    name[sizeof name - 1] = '\0';
    for (i = 0; name[i] != '\0'; i++)
        if (!isalnum((unsigned char)name[i]))
            return -1;
    snprintf(path, sizeof path, "/data/%s", name);
    file = fopen(path, "wb");
    if (file == NULL)
        return -1;
    return fclose(file);
}

/* No separator, and no dots. */
int size_of(int peer)
{
    char name[64] = "";
    char path[128];

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return -1;
    name[sizeof name - 1] = '\0';
    if (strchr(name, '/') != NULL)
        return -1;
    snprintf(path, sizeof path, "/data/%s", name);
    return access(path, R_OK);
}

/* A number picks the name. */
int open_channel(int peer)
{
    unsigned char channel;
    char path[64];
    FILE *file;

    if (recv(peer, &channel, 1, 0) != 1)
        return -1;
    snprintf(path, sizeof path, "/data/channel%u", channel);
    file = fopen(path, "rb");
    if (file == NULL)
        return -1;
    return fclose(file);
}

/* Only what stands behind the last separator. */
int store_upload(int peer)
{
    char name[80];
    char path[128];
    const char *base;
    ssize_t n = recv(peer, name, sizeof name - 1, 0);

    if (n <= 0)
        return -1;
    name[n] = '\0';
    base = strrchr(name, '/');
    base = base != NULL ? base + 1 : name;
    if (strcmp(base, "..") == 0)
        return -1;
    snprintf(path, sizeof path, "/data/up/%s", base);
    return rename("/data/up/part", path);
}

/* Whoever starts the tool names the file. */
int main(int argc, char **argv)
{
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;

    if (file == NULL)
        return 1;
    fclose(file);
    return 0;
}

int is_inside(const char *folder, const char *path);

/* The house's own function looks at the full name. */
int send_inside(int peer)
{
    char name[64] = "";
    FILE *file;
    char *full;
    int status = -1;

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return -1;
    name[sizeof name - 1] = '\0';
    full = realpath(name, NULL);
    if (full == NULL)
        return -1;
    if (is_inside(FOLDER, full) && (file = fopen(full, "rb")) != NULL)
        status = fclose(file);
    free(full);
    return status;
}

struct request {
    char kind[8];
    char name[40];
};

static struct request receive_request(int peer)
{
    struct request request = {"log", ""};

    if (recv(peer, request.name, sizeof request.name - 1, 0) <= 0)
        request.name[0] = '\0';
    return request;
}

/* Another member of the record than the one that came in. */
int answer_request(int peer)
{
    struct request request = receive_request(peer);

    return unlink(request.kind);
}

/* Names that lead out of the folder are left out. */
int unpack(struct archive *archive)
{
    struct archive_entry *entry;
    char path[PATH_MAX];

    while (archive_read_next_header(archive, &entry) == ARCHIVE_OK) {
        const char *name = archive_entry_pathname(entry);
        FILE *file;

        if (name == NULL || name[0] == '/' || strstr(name, "..") != NULL)
            continue;
        snprintf(path, sizeof path, "/data/import/%s", name);
        file = fopen(path, "wb");
        if (file == NULL)
            return -1;
        fclose(file);
    }
    return 0;
}

void unpack_by_library(struct archive *disk)
{
    archive_write_disk_set_options(disk, ARCHIVE_EXTRACT_TIME | ARCHIVE_EXTRACT_SECURE_NODOTDOT | ARCHIVE_EXTRACT_SECURE_SYMLINKS);
}

static int is_plain(const char *name)
{
    if (name[0] == '/')
        return 0;
    return strstr(name, "..") == NULL;
}

FILE *open_recording(void)
{
    char name[64];
    char path[100];
    if (fgets(name, sizeof(name), stdin) == NULL || !is_plain(name))
        return NULL;
    snprintf(path, sizeof(path), "/data/%s", name);
    return fopen(path, "r");
}

/* Only letters and digits are taken over. */
int remove_named(int peer)
{
    char line[128];
    char name[64];
    size_t n = 0;
    ssize_t got = recv(peer, line, sizeof(line) - 1, 0);
    if (got <= 0)
        return -1;
    line[got] = '\0';
    for (const char *in = line; *in != '\0' && n < sizeof(name) - 1; in++)
        if (isalnum((unsigned char)*in))
            name[n++] = *in;
    name[n] = '\0';
    return unlink(name);
}

/* What becomes of the data is no part of it: digits of a checksum. */
int remove_by_checksum(int peer)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char message[8];
    char name[17];

    if (recv(peer, message, sizeof(message), MSG_WAITALL) != sizeof(message))
        return -1;
    for (size_t i = 0; i < sizeof(message); i++) {
        name[2 * i] = digits[message[i] >> 4];
        name[2 * i + 1] = digits[message[i] & 15];
    }
    name[16] = '\0';
    return unlink(name);
}
