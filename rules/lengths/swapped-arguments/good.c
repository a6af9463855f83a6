/* The same buffers: what, with which byte, how many. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct packet {
    uint8_t kind;
    uint8_t body[31];
};

void clear_packet(struct packet *packet)
{
    memset(packet, 0, sizeof *packet);
}

void pad_body(struct packet *packet, size_t used)
{
    if (used < sizeof packet->body)
        memset(packet->body + used, '\0', sizeof packet->body - used);
}

/* Computed lengths, any value, and nothing at all. */
void blank(char *line, size_t length, int fill)
{
    memset(line, fill, length);
    memset(line, ' ', length);
    memset(line, 0, 0);
}

/* Null pointers and numbers where they belong. */
int read_line(char *line, int room, FILE *in)
{
    setvbuf(in, NULL, _IONBF, 0);
    return fgets(line, room, in) != NULL;
}

/* A macro of the program's own. */
#define dprintf printf

void trace_request(unsigned id)
{
    dprintf("request %u from %s\n", id, "here");
}
