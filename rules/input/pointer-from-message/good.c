/* Commands of a remote control. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

#define HANDLERS 4u

struct command {
    uint32_t kind;
    uint32_t length;
    char text[24];
    char *next;
};

extern int (*const handlers[HANDLERS])(const char *text);

/* An index instead of an address. */
int run(int peer)
{
    struct command command;

    if (recv(peer, &command, sizeof command, 0) != (ssize_t)sizeof command)
        return -1;
    if (command.kind >= HANDLERS)
        return -1;
    command.text[sizeof command.text - 1] = '\0';
    return handlers[command.kind](command.text);
}

/* The address in the message is replaced before it is used. */
int relink(int peer, char *text)
{
    struct command command;

    if (recv(peer, &command, sizeof command, 0) != (ssize_t)sizeof command)
        return -1;
    command.next = text;
    return command.next[0];
}

/* A pointer into the message is the program's own. */
int letter(int peer)
{
    unsigned char frame[64];
    const unsigned char *at = frame;

    if (recv(peer, frame, sizeof frame, 0) != (ssize_t)sizeof frame)
        return -1;
    at += 4;
    return *at;
}
