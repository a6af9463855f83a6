#include <sys/socket.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int last(void)
{
    int n = INT_MAX;
    return n - 1;
}

int doubled(void)
{
    int n;
    if (scanf("%d", &n) != 1)
        return 0;
    if (n > 1000 || n < -1000)
        return 0;
    return n * 2;
}

unsigned hash(const char *text)
{
    unsigned h = 5381;
    while (*text)
        h = h * 33 + (unsigned char)*text++;
    return h;
}

int number(const char *text)
{
    int n = 0;
    for (; *text >= '0' && *text <= '9'; text++)
        n = n * 10 + (*text - '0');
    return n;
}

unsigned char *picture(unsigned width, unsigned height)
{
    return malloc((size_t)width * height);
}

unsigned char *small_picture(unsigned width, unsigned height)
{
    if (width > 640 || height > 480)
        return NULL;
    return malloc(width * height);
}

char *twice(const char *text)
{
    size_t length = strlen(text);
    if (length > SIZE_MAX / 2)
        return NULL;
    return malloc(length * 2);
}

char *copy(const char *text)
{
    return malloc(strlen(text) + 1);
}

int *table(size_t count)
{
    return malloc(count * sizeof(int));
}

int square(void)
{
    int n;
    if (scanf("%d", &n) != 1)
        return 0;
    return abs(n) < 1000 ? n * n : 0;
}

/* Bytes of a text, kept in char. */
void put_two_bytes(char *to, unsigned code)
{
    to[0] = 0xc0 + (unsigned char)((code >> 6) & 0x1f);
    to[1] = 0x80 + (unsigned char)(code & 0x3f);
}

/* Multiplied in the type of sizes. */
void *arena_alloc(size_t size);

unsigned *table(unsigned rows, unsigned columns)
{
    return arena_alloc((size_t)rows * columns * sizeof(unsigned));
}

/* Compared with what is left, nothing wraps. */
int append_checked_record(unsigned char *store, uint32_t used, const unsigned char *record, int sock)
{
    uint32_t length;

    if (recv(sock, &length, sizeof length, 0) != (ssize_t)sizeof length)
        return -1;
    if (used > 1024 || length > 1024 - used)
        return -1;
    memcpy(store + used, record, length);
    return 0;
}

/* A narrow size that holds all that is let through. */
unsigned char *receive_small_image(int sock)
{
    uint32_t size;
    uint16_t room;

    if (recv(sock, &size, sizeof size, 0) != (ssize_t)sizeof size || size > 60000)
        return NULL;
    room = (uint16_t)size;
    return malloc(room);
}

/* Four for three: no object is so large that this does not fit. */
char *as_base64(const unsigned char *data, size_t length)
{
    char *text = malloc(4 * ((length + 2) / 3) + 1);

    if (text == NULL)
        return NULL;
    text[0] = (char)data[0];
    return text;
}

/* The sum can only be 0 where it has wrapped, and that is asked. */
char *read_block(int fd)
{
    uint32_t size = 0;
    uint32_t whole;
    char *block;

    if (recv(fd, &size, sizeof size, 0) != sizeof size || size > 4096)
        return NULL;
    whole = size + 1;
    if (whole == 0)
        return NULL;
    block = calloc(1, whole);
    return block;
}

/* As headers compute the greatest number, without a step beyond it. */
long greatest(void)
{
    return ((1L << 62) - 1) * 2 + 1;
}

/* Numbers count from 2, and what is below is great without a sign: one comparison asks for both ends. */
static uint32_t sector_of(uint32_t cluster, uint32_t clusters)
{
    cluster -= 2;
    if (cluster >= clusters)
        return 0;
    return 100 + cluster;
}

uint32_t first_sector(int fd)
{
    uint32_t cluster;

    if (recv(fd, &cluster, sizeof cluster, 0) != sizeof cluster)
        return 0;
    return sector_of(cluster, 50);
}

/* A hash keeps what is left of its products. */
uint32_t hash_of(int fd)
{
    uint32_t hash;

    if (recv(fd, &hash, sizeof hash, 0) != sizeof hash)
        return 0;
    return 914715421U * hash;
}
