/* File service of a recorder: names that come with the request. */
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
