/* Bedside terminal: names and replies that end nowhere. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef void *unzFile;
int unzGetCurrentFileInfo64(unzFile archive, void *info, char *name, unsigned long name_size, void *extra,
                            unsigned long extra_size, char *comment, unsigned long comment_size);

/* A name that is longer than the buffer fills it to the last byte. */
int is_update_in(unzFile archive)
{
    char name[256];

    if (unzGetCurrentFileInfo64(archive, NULL, name, sizeof name, NULL, 0, NULL, 0) != 0)
        return 0;
    return strstr(name, "update/") == name; // expect: missing-terminator
}

/* A name of 16 or more characters fills the array to its end. */
void show_patient(const char *name)
{
    char shown[16];

    strncpy(shown, name, sizeof shown);
    printf("patient: %s\n", shown); // expect: missing-terminator at `printf`
}

/* The place that was set apart is written in the second copy. */
void show_either(const char *const *names, char *shown, size_t size)
{
    if (size == 0)
        return;
    shown[size - 1] = '\0';
    strncpy(shown, names[0], size - 1);
    if (strlen(shown) == 0)
        strncpy(shown, names[1], size);
    puts(shown); // expect: missing-terminator at `puts`
}

/* What arrives from a socket is bytes, not a string. */
int is_acknowledged(int fd)
{
    char reply[32];

    if (recv(fd, reply, sizeof reply, 0) <= 0)
        return 0;
    return strcmp(reply, "ACK") == 0; // expect: missing-terminator at `strcmp`
}

/* Nor is what is read from a file or a serial line. */
size_t command_length(int port)
{
    char command[64];
    ssize_t received = read(port, command, sizeof command - 1);

    if (received < 0)
        return 0;
    return strlen(command); // expect: missing-terminator at `strlen`
}

/* readlink writes no terminator either. */
int is_default_profile(const char *link)
{
    char target[128];

    if (readlink(link, target, sizeof target) < 0)
        return 0;
    return strstr(target, "default") != NULL; // expect: missing-terminator at `strstr`
}

/* The characters are copied, their terminator is not. */
char *duplicate(const char *text)
{
    size_t length = strlen(text);
    char *copy = malloc(length + 1);

    if (copy == NULL)
        return NULL;
    memcpy(copy, text, length);
    puts(copy); // expect: missing-terminator at `puts`
    return copy;
}

/* fread fills, it does not terminate. */
int load_serial(FILE *file)
{
    char serial[13];

    if (fread(serial, 1, 12, file) != 12)
        return -1;
    return atoi(serial); // expect: missing-terminator at `atoi`
}

/* A terminator on one path only. */
void show_unit(const char *unit, int cut)
{
    char shown[8];

    strncpy(shown, unit, sizeof shown);
    if (cut)
        shown[7] = '\0';
    puts(shown); // expect: missing-terminator at `puts`
}
