/* Event store of a controller: what is large lives elsewhere. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_BYTES 4096
#define PAGES 20

int store_page(const uint8_t *page, size_t size);

/* Piece by piece. */
int erase_store(void)
{
    uint8_t blank[PAGE_BYTES];

    memset(blank, 0xff, sizeof blank);
    for (int page = 0; page < PAGES; page++)
        if (store_page(blank, sizeof blank) != 0)
            return -1;
    return 0;
}

/* On the heap. */
int copy_store(FILE *in)
{
    uint8_t *pages = malloc(PAGES * PAGE_BYTES);
    int result = -1;

    if (pages == NULL)
        return -1;
    if (fread(pages, PAGE_BYTES, PAGES, in) == PAGES)
        result = store_page(pages, PAGES * PAGE_BYTES);
    free(pages);
    return result;
}

/* Static memory is not on the stack. */
int stage_store(FILE *in)
{
    static uint8_t pages[PAGES * PAGE_BYTES];

    if (fread(pages, PAGE_BYTES, PAGES, in) != PAGES)
        return -1;
    return store_page(pages, sizeof pages);
}

/* Blocks that follow each other share their place. */
int convert(FILE *in, int wide)
{
    if (wide) {
        uint8_t buffer[40000];

        if (fread(buffer, 1, sizeof buffer, in) == 0)
            return -1;
        return store_page(buffer, sizeof buffer);
    } else {
        uint8_t buffer[40000];

        if (fread(buffer, 1, sizeof buffer, in) == 0)
            return -1;
        return store_page(buffer, sizeof buffer);
    }
}

/* A parameter that reads as an array is a pointer. */
int checksum(uint8_t pages[PAGES * PAGE_BYTES])
{
    int sum = 0;

    for (size_t i = 0; i < PAGES * PAGE_BYTES; i++)
        sum += pages[i];
    return sum;
}
