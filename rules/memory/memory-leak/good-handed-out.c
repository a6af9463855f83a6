/* What unknown functions hand out through a parameter, and whose nobody can tell. */
#include <stdbool.h>
#include <stddef.h>

struct packet {
    struct packet *next;
    int kind;
};
int link_receive(int link, struct packet **packet);
int link_find(int link, struct packet **packet);
int link_fill(int link, struct packet **packet, int *length);
void packet_release(struct packet *packet);
void free(void *block);

struct image {
    unsigned char *rows[3];
    int width;
};
struct image *image_alloc(struct image *image, int width, int height);
void image_init(struct image *image);
int image_encode(struct image *image);
void image_cleanup(struct image *image);
void image_free(struct image *image);

char *copy_text(const char *text, void *pool);

/* Where it fails there is nothing. */
bool count_packet(int link, int *counts, int most)
{
    struct packet *packet = NULL;

    if (link_receive(link, &packet) != 0)
        return false;
    if (packet->kind < most)
        counts[packet->kind]++;
    packet_release(packet);
    return true;
}

/* Whatever the answer, the end knows. */
int kind_of(int link)
{
    struct packet *packet = NULL;
    int result = -1;

    if (link_receive(link, &packet) < 0)
        goto out;
    result = packet->kind;
out:
    if (packet != NULL)
        packet_release(packet);
    return result;
}

/* Only with a length there is something, whatever the answer. */
int kind_of_next(int link)
{
    struct packet *packet;
    int length = 0;
    int kind;
    int answer = link_fill(link, &packet, &length);

    if (answer < 0) {
        if (length > 0)
            packet_release(packet);
        return -1;
    }
    if (answer != 0)
        return -2;
    kind = packet->kind;
    packet_release(packet);
    return kind;
}

/* What is found belongs to whoever keeps it. */
int drop_old(int link, int kind)
{
    struct packet *packet;

    if (link_find(link, &packet) != 0)
        return -1;
    if (packet->kind < kind)
        return -2;
    packet_release(packet);
    return 0;
}

/* Handed on to the caller, or linked into a list. */
int take(int link, struct packet **taken, struct packet *list)
{
    struct packet *packet;

    if (link_receive(link, &packet) != 0)
        return -1;
    if (packet->kind == 0) {
        packet_release(packet);
        return -1;
    }
    if (packet->kind == 1) {
        packet->next = list->next;
        list->next = packet;
        return -2;
    }
    *taken = packet;
    return 0;
}

/* A place that others know of as well. */
struct packet *swap(int link, struct packet *(*other)(struct packet **))
{
    struct packet *packet = NULL;

    if (link_receive(link, &packet) != 0)
        return NULL;
    if (other(&packet) == NULL)
        return NULL;
    packet_release(packet);
    return NULL;
}

/* A record that was only set to a beginning has nothing behind it yet. */
int encode_later(int mode)
{
    struct image image;
    int result;

    image_init(&image);
    if (mode < 0)
        return -1;
    result = image_encode(&image);
    image_free(&image);
    return result;
}

/* Given back by another name on one of the ways. */
int encode(int width, int height, int mode)
{
    struct image image;
    int result;

    if (image_alloc(&image, width, height) == NULL)
        return -1;
    if (mode < 0) {
        image_cleanup(&image);
        return -2;
    }
    result = image_encode(&image);
    image_free(&image);
    return result;
}

/* What is behind the record goes with its copy. */
int encode_into(struct image *to, int width, int height)
{
    struct image image;

    if (image_alloc(&image, width, height) == NULL)
        return -1;
    if (image_encode(&image) < 0) {
        image_free(&image);
        return -1;
    }
    *to = image;
    return 0;
}

/* One is its caller's, the other lies in a pool. */
const char *base_name(const char *path, void *pool, int (*cut)(char *))
{
    char *whole = copy_text(path, NULL);
    char *base = copy_text(whole + 1, pool);

    cut(whole);
    free(whole);
    if (base[0] != '\0')
        return base;
    return NULL;
}
