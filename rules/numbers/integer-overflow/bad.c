#include <sys/socket.h>
#include <stdint.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int last(void)
{
    int n = INT_MAX;
    return n + 1; // expect: integer-overflow at `n + 1`
}

int doubled(void)
{
    int n;
    if (scanf("%d", &n) != 1)
        return 0;
    return n * 2; // expect: integer-overflow at `n * 2`
}

unsigned char *picture(unsigned width, unsigned height)
{
    return malloc(width * height); // expect: integer-overflow at `width * height`
}

char *as_hex(const char *text)
{
    size_t length = strlen(text);
    char *hex = malloc(length * 2); // expect: integer-overflow at `length * 2`
    if (hex == NULL)
        return NULL;
    for (size_t i = 0; i < length; i++) {
        hex[2 * i] = "0123456789abcdef"[(unsigned char)text[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[(unsigned char)text[i] & 15];
    }
    return hex;
}

char after_last(void)
{
    signed char last = SCHAR_MAX;
    signed char next = last + 1; // expect: integer-overflow at `next = last + 1`
    return next;
}

/* The house's allocator, behind the name of the library's. */
void *house_malloc(size_t size, int line);
#undef malloc
#define malloc(size) house_malloc(size, __LINE__)

char *as_utf16(const char *text, size_t length)
{
    char *wide = malloc(length * 2); // expect: integer-overflow at `length * 2`
    if (wide == NULL)
        return NULL;
    memset(wide, 0, length * 2);
    memcpy(wide, text, length);
    return wide;
}

/* Known by its name and its type alone. */
void *pool_alloc(size_t size);

unsigned *grid(unsigned rows, unsigned columns)
{
    return pool_alloc(rows * columns * sizeof(unsigned)); // expect: integer-overflow at `rows * columns`
}

/* The sum in the check wraps for the greatest lengths. */
int append_record(unsigned char *store, uint32_t used, const unsigned char *record, int sock)
{
    uint32_t length;

    if (recv(sock, &length, sizeof length, 0) != (ssize_t)sizeof length)
        return -1;
    if (used + length > 1024) // expect: integer-overflow at `used + length > 1024`
        return -1;
    memcpy(store + used, record, length);
    return 0;
}

/* 65536 bytes are wanted, and none allocated. */
unsigned char *receive_image(int sock)
{
    uint32_t size;
    uint16_t room;

    if (recv(sock, &size, sizeof size, 0) != (ssize_t)sizeof size || size > 100000)
        return NULL;
    room = (uint16_t)size;
    return malloc(room); // expect: integer-overflow at `malloc(room)`
}

/* The least number by -1 is one more than the greatest. */
int ratio_of(void)
{
    int value, by;

    if (scanf("%d %d", &value, &by) != 2 || by == 0)
        return 0;
    return value / by; // expect: integer-overflow at `value / by`
}
