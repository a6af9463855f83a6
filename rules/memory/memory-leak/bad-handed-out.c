/* What unknown functions hand out through a parameter, or put behind a record: the function gives it back elsewhere. */
#include <stdbool.h>
#include <stddef.h>

struct packet {
    int kind;
    unsigned char payload[64];
};
int link_receive(int link, struct packet **packet);
void packet_release(struct packet *packet);
void config_load(const char *name, char **text);
void free(void *block);

struct image {
    unsigned char *rows[3];
    int width;
};
struct image *image_alloc(struct image *image, int width, int height);
int image_encode(struct image *image);
void image_free(struct image *image);

struct list {
    char **items;
    int count;
};
struct list list_new(void);
int list_append(struct list *list, const char *text);
int list_run(const struct list *list);
void list_free(struct list *list);

char *copy_text(const char *text, void *pool);

/* What came in well is given back, but not where there are too many. */
bool count_packet(int link, int *counts, int most)
{
    struct packet *packet = NULL;

    if (link_receive(link, &packet) != 0)
        return false;
    if (packet->kind >= most)
        return false; // expect: memory-leak
    counts[packet->kind]++;
    packet_release(packet);
    return true;
}

/* Who loads it answers nothing. */
int first_setting(const char *name)
{
    char *text = NULL;
    int letter;

    config_load(name, &text);
    if (text == NULL)
        return -1;
    letter = text[0];
    if (letter == '#')
        return -2; // expect: memory-leak
    free(text);
    return letter;
}

/* A record of its own, with a block behind it. */
int encode(int width, int height, int mode)
{
    struct image image;
    int result;

    if (image_alloc(&image, width, height) == NULL)
        return -1;
    image.rows[0][0] = 1;
    if (mode < 0)
        return -2; // expect: memory-leak
    result = image_encode(&image);
    image_free(&image);
    return result;
}

/* The record is a result. */
int run(const char *name, int mode)
{
    struct list list = list_new();
    int result = 0;

    if (mode == 7)
        return -1; // expect: memory-leak
    list_append(&list, name);
    if (mode > 1)
        result = list_run(&list);
    list_free(&list);
    return result;
}

/* Two that are made in the same way: what has to be given back of one, has to be of the other. */
char *base_name(const char *path, int (*cut)(char *))
{
    char *whole = copy_text(path, NULL);
    char *base = copy_text(whole + 1, NULL);

    cut(whole);
    free(whole);
    if (base[0] != '\0')
        return base;
    return NULL; // expect: memory-leak
}
