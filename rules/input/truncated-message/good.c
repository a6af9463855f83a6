/* Bedside monitor: commands are looked at once they are known to be whole. */
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
int is_whole(const unsigned char *buffer, size_t size);

int take_command(int fd)
{
    unsigned char buffer[256];
    ssize_t received = recv(fd, buffer, sizeof buffer, 0);

    if (received < (ssize_t)sizeof(struct command))
        return -1;
    const struct command *command = (const struct command *)buffer;
    set_dose(command->channel, command->dose);
    return 0;
}

int read_command(int fd)
{
    struct command command;

    if (recv(fd, &command, sizeof command, 0) != (ssize_t)sizeof command)
        return -1;
    set_dose(command.channel, command.dose);
    return 0;
}

/* Compared as the type in which it is needed. */
int copy_command(int fd, struct command *command)
{
    unsigned char buffer[256];
    ssize_t received = read(fd, buffer, sizeof buffer);

    if (received < 0 || (size_t)received < sizeof *command)
        return -1;
    memcpy(command, buffer, sizeof *command);
    return 0;
}

/* Another function is told how much there is. */
int ask_for_command(int fd)
{
    unsigned char buffer[256];
    ssize_t received = recv(fd, buffer, sizeof buffer, 0);

    if (received <= 0 || !is_whole(buffer, (size_t)received))
        return -1;
    return buffer[4];
}

/* What does not come is zero. */
int clear_first(int fd)
{
    struct command command;

    memset(&command, 0, sizeof command);
    if (recv(fd, &command, sizeof command, 0) < 0)
        return -1;
    return command.kind;
}

/* A text of which the end is marked is read up to there. */
int answer(int fd)
{
    char text[16];
    ssize_t received = read(fd, text, sizeof text - 1);

    if (received < 0)
        return -1;
    text[received] = '\0';
    return text[0] == 'y' && text[1] == 'e' && text[2] == 's';
}

/* One is as much as is asked for. */
int read_byte(int fd)
{
    unsigned char byte;

    if (recv(fd, &byte, 1, 0) <= 0)
        return -1;
    return byte;
}

/* Elements are counted, not bytes. */
int read_image(FILE *file, uint32_t *entry)
{
    unsigned char head[64];

    if (fread(head, sizeof head, 1, file) < 1)
        return -1;
    memcpy(entry, head + 24, sizeof *entry);
    return 0;
}

/* Until all of it is there. */
int collect(int fd, struct command *command)
{
    unsigned char buffer[sizeof(struct command)];
    size_t have = 0;

    while (have < sizeof buffer) {
        ssize_t received = recv(fd, buffer + have, sizeof buffer - have, 0);
        if (received <= 0)
            return -1;
        have += (size_t)received;
    }
    memcpy(command, buffer, sizeof *command);
    return 0;
}

/* The message before was judged by its own length; the next one is asked for at the end of the round. */
int serve(int fd)
{
    unsigned char buffer[256];
    ssize_t received = recv(fd, buffer, sizeof buffer, 0);
    int sum = 0;

    while (received >= 8) {
        sum += buffer[7];
        received = recv(fd, buffer, sizeof buffer, 0);
    }
    return sum;
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

    if (received < 6)
        return -1;
    return frame[5];
}

/* What is there when nothing comes was written first. */
int state_of(int fd)
{
    uint16_t state = 0;

    if (recv(fd, &state, sizeof state, 0) < 0)
        return -1;
    return state;
}

static int fetch(int fd, unsigned char *to, unsigned size)
{
    return (int)recv(fd, to, size, 0);
}

int fifth_of(int fd, unsigned char *frame, unsigned size)
{
    memset(frame, 0, size);
    if (size < 5 || fetch(fd, frame, size) < 0)
        return -1;
    return frame[4];
}
