/* Buffers of a radio that stay as they were. */
#include <stdint.h>
#include <string.h>

struct packet {
    uint8_t kind;
    uint8_t body[31];
};

/* Nothing is cleared. */
void clear_packet(struct packet *packet)
{
    memset(packet, sizeof *packet, 0); // expect: swapped-arguments at `memset(packet, sizeof *packet, 0)`
}

/* Nor here, with a number of bytes. */
void pad_body(struct packet *packet, size_t used)
{
    memset(packet->body + used, sizeof packet->body - used, '\0'); // expect: swapped-arguments at `memset(packet->body + used, sizeof packet->body - used, '\0')`
}

void blank(char *line, size_t length)
{
    memset(line, length, 0); // expect: swapped-arguments at `memset(line, length, 0)`
}

/* The value is no length. */
void fill_body(struct packet *packet)
{
    memset(packet->body, sizeof packet->body, 8); // expect: swapped-arguments at `memset(packet->body, sizeof packet->body, 8)`
}
