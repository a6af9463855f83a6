/* File service of a recorder: names that come with the request. */
#define _GNU_SOURCE
#include <archive.h>
#include <archive_entry.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* "../../etc/shadow" is below the folder, too. */
int send_log(int peer)
{
    char name[64];
    char path[128];
    FILE *file;
    ssize_t length = recv(peer, name, sizeof name - 1, 0);

    if (length <= 0)
        return -1;
    name[length] = '\0';
    snprintf(path, sizeof path, "/var/log/recorder/%s", name);
    file = fopen(path, "rb"); // expect: path-traversal at `fopen`
    if (file == NULL)
        return -1;
    fclose(file);
    return 0;
}

/* Put together step by step, and removed. */
int drop_recording(int peer)
{
    char name[64] = "";
    char path[128] = "/data/";

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return -1;
    name[sizeof name - 1] = '\0';
    strcat(path, name);
    return unlink(path); // expect: path-traversal at `unlink`
}

/* The name as a whole. */
int store(int peer)
{
    char name[64] = "";
    FILE *file;

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return -1;
    name[sizeof name - 1] = '\0';
    file = fopen(name, "wb"); // expect: path-traversal at `fopen`
    if (file == NULL)
        return -1;
    return fclose(file);
}

/* Joined to a folder that the user is not to leave. */
int select_profile(void)
{
    char path[256];
    const char *profile = getenv("PROFILE");

    if (profile == NULL)
        return -1;
    snprintf(path, sizeof path, "/etc/recorder/profiles/%s", profile);
    return rename(path, "/etc/recorder/active"); // expect: path-traversal at `rename`
}

/* What is behind the first separator is as foreign as what stands before it. */
void forget_all(int peer)
{
    char list[200];
    char *name;
    ssize_t n = recv(peer, list, sizeof list - 1, 0);

    if (n <= 0)
        return;
    list[n] = '\0';
    name = strtok(list, ",");
    while ((name = strtok(NULL, ",")) != NULL)
        remove(name); // expect: path-traversal at `remove`
}

/* Without '..', but anywhere. */
int send_any(int peer)
{
    char name[64] = "";
    char full[PATH_MAX];
    FILE *file;

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return -1;
    name[sizeof name - 1] = '\0';
    if (realpath(name, full) == NULL)
        return -1;
    file = fopen(full, "rb"); // expect: path-traversal at `fopen`
    if (file == NULL)
        return -1;
    return fclose(file);
}

struct request {
    int kind;
    char name[40];
};

static struct request receive_request(int peer)
{
    struct request request = {0};

    if (recv(peer, request.name, sizeof request.name - 1, 0) <= 0)
        request.kind = -1;
    return request;
}

/* A record carries the name from one function to the next. */
int answer_request(int peer)
{
    struct request request = receive_request(peer);

    if (request.kind < 0)
        return -1;
    return unlink(request.name); // expect: path-traversal at `unlink`
}

/* The archive says where its files go. */
int unpack(struct archive *archive)
{
    struct archive_entry *entry;
    char path[PATH_MAX];

    while (archive_read_next_header(archive, &entry) == ARCHIVE_OK) {
        const char *name = archive_entry_pathname(entry);
        FILE *file;

        if (name == NULL)
            continue;
        snprintf(path, sizeof path, "/data/import/%s", name);
        file = fopen(path, "wb"); // expect: path-traversal at `fopen`
        if (file == NULL)
            return -1;
        fclose(file);
    }
    return 0;
}

/* The library is told to follow it. */
void unpack_by_library(struct archive *disk)
{
    archive_write_disk_set_options(disk, ARCHIVE_EXTRACT_TIME | ARCHIVE_EXTRACT_PERM); // expect: path-traversal at `archive_write_disk_set_options`
}

int remove_recording(int peer)
{
    char name[64];
    char *path = NULL;
    int result;
    ssize_t n = recv(peer, name, sizeof(name) - 1, 0);
    if (n <= 0)
        return -1;
    name[n] = '\0';
    if (asprintf(&path, "/var/recordings/%s", name) < 0)
        return -1;
    result = unlink(path); // expect: path-traversal at `unlink`
    free(path);
    return result;
}

/* The name is copied character by character. */
int remove_named(int peer)
{
    char line[128];
    char name[64];
    char *out = name;
    ssize_t n = recv(peer, line, sizeof(line) - 1, 0);
    if (n <= 0)
        return -1;
    line[n] = '\0';
    for (const char *in = line; *in != '\0' && out < name + sizeof(name) - 1; in++)
        *out++ = *in;
    *out = '\0';
    return unlink(name); // expect: path-traversal at `unlink`
}

/* Read character by character. */
int remove_typed(void)
{
    char name[64];
    size_t n = 0;
    int c;

    while (n < sizeof(name) - 1 && (c = getchar()) != EOF && c != '\n')
        name[n++] = (char)c;
    name[n] = '\0';
    return unlink(name); // expect: path-traversal at `unlink`
}

/* A helper puts the name behind a folder that is none of the caller's business. */
struct session {
    char folder[64];
    char line[128];
};

static int answer(int peer, const char *text)
{
    return send(peer, text, strlen(text), 0) < 0 ? -1 : 0;
}

static int remove_in_folder(struct session *s, int peer, const char *name)
{
    char path[256];

    if (*name == '\0')
        return answer(peer, "501 name?\r\n");
    snprintf(path, sizeof path, "%s/%s", s->folder, name);
    if (unlink(path) != 0)
        return answer(peer, "550 failed\r\n");
    return answer(peer, "250 gone\r\n");
}

int serve_removal(struct session *s, int peer)
{
    ssize_t n = recv(peer, s->line, sizeof(s->line) - 1, 0);
    if (n <= 0)
        return -1;
    s->line[n] = '\0';
    return remove_in_folder(s, peer, s->line); // expect: path-traversal at `remove_in_folder`
}
