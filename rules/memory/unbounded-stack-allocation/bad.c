/* Channels of a recorder: as much stack as somebody asks for. */
#include <alloca.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

void show(const char *text);
int average(const uint16_t *samples, size_t count);
int more_work(void);

/* The caller's number. */
int mean_of(const uint16_t *values, size_t count)
{
    uint16_t sorted[count]; // expect: unbounded-stack-allocation at `sorted`

    memcpy(sorted, values, sizeof sorted);
    return average(sorted, count);
}

/* Only the wrong side is checked. */
int mean_of_positive(const uint16_t *values, int count)
{
    if (count <= 0)
        return 0;
    uint16_t sorted[count]; // expect: unbounded-stack-allocation at `sorted`
    memcpy(sorted, values, sizeof sorted);
    return average(sorted, (size_t)count);
}

/* The length of a text that the caller chooses. */
void show_label(const char *name)
{
    char *copy = alloca(strlen(name) + 8); // expect: unbounded-stack-allocation at `alloca`

    strcpy(copy, "label: ");
    show(copy);
}

/* A number from the network. */
static int receive_block(int fd)
{
    uint32_t size;

    if (recv(fd, &size, sizeof size, 0) != sizeof size)
        return -1;
    char block[size]; // expect: unbounded-stack-allocation at `block`
    if (recv(fd, block, sizeof block, 0) < 0)
        return -1;
    show(block);
    return 0;
}

/* Each round takes more, and nothing is given back. */
void drain(int fd)
{
    while (more_work()) {
        char *line = alloca(256); // expect: unbounded-stack-allocation at `alloca`

        if (recv(fd, line, 255, 0) <= 0)
            break;
        line[255] = '\0';
        show(line);
    }
    receive_block(fd);
}
