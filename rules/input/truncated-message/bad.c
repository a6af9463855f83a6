/* Bedside monitor: commands come as records, and not always whole. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct command {
    uint16_t kind;
    uint16_t channel;
    uint32_t dose;
};

void set_dose(uint16_t channel, uint32_t dose);

/* One byte is enough to get here. */
int take_command(int fd)
{
    unsigned char buffer[256];
    ssize_t received = recv(fd, buffer, sizeof buffer, 0);

    if (received <= 0)
        return -1;
    const struct command *command = (const struct command *)buffer;
    set_dose(command->channel, command->dose); // expect: truncated-message at `command->channel`
    return 0;
}

/* A copy is no better than a look. */
int copy_command(int fd)
{
    unsigned char buffer[256];
    struct command command;
    ssize_t received = recv(fd, buffer, sizeof buffer, 0);

    if (received < 0)
        return -1;
    memcpy(&command, buffer, sizeof command); // expect: truncated-message at `memcpy(&command, buffer, sizeof command)`
    set_dose(command.channel, command.dose);
    return 0;
}

/* That it did not fail does not mean that all of it came. */
int read_command(int fd)
{
    struct command command;

    if (recv(fd, &command, sizeof command, 0) < 0)
        return -1;
    set_dose(command.channel, command.dose); // expect: truncated-message at `command.channel`
    return 0;
}

/* The second byte is taken after it was made sure that there is a first. */
int read_tag(int fd, uint8_t *length)
{
    uint8_t frame[64];
    ssize_t received = recv(fd, frame, sizeof frame, 0);

    if (received < 1)
        return -1;
    *length = frame[1]; // expect: truncated-message at `frame[1]`
    return frame[0];
}

/* Bytes of a file, counted by the library. */
int read_image(FILE *file, uint32_t *entry)
{
    unsigned char head[64];

    if (fread(head, 1, sizeof head, file) == 0)
        return -1;
    memcpy(entry, head + 24, sizeof *entry); // expect: truncated-message at `memcpy(entry, head + 24, sizeof *entry)`
    return 0;
}

/* The helper says how much came, or that it failed. */
static int receive(int fd, uint8_t *frame, size_t size)
{
    ssize_t received = recv(fd, frame, size, 0);

    if (received <= 0)
        return -1;
    return (int)received;
}

int answer_of_helper(int fd)
{
    uint8_t frame[64];
    int received = receive(fd, frame, sizeof frame);

    if (received < 0)
        return -1;
    return frame[5]; // expect: truncated-message at `frame[5]`
}
