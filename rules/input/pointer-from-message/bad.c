/* Commands of a remote control. */
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

struct command {
    uint32_t kind;
    char *text;
    int (*handler)(int value);
    uint32_t *setting;
};

int first_letter(int peer)
{
    struct command command;

    if (recv(peer, &command, sizeof command, 0) != (ssize_t)sizeof command)
        return -1;
    return command.text[0]; // expect: pointer-from-message at `command.text[0]`
}

int run(int peer)
{
    struct command command;

    if (recv(peer, &command, sizeof command, 0) != (ssize_t)sizeof command)
        return -1;
    return command.handler(1); // expect: pointer-from-message at `command.handler`
}

int set(int peer, uint32_t value)
{
    unsigned char frame[64];
    struct command command;

    if (recv(peer, frame, sizeof frame, 0) != (ssize_t)sizeof frame)
        return -1;
    memcpy(&command, frame, sizeof command);
    *command.setting = value; // expect: pointer-from-message at `*command.setting`
    return 0;
}
