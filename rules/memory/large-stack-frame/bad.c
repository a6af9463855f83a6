/* Event store of a controller: working memory that was put where there is little. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_BYTES 4096
#define PAGES 20

struct event {
    uint32_t time;
    char text[60];
};

int store_page(const uint8_t *page, size_t size);
int store_event(const struct event *event);

/* One array is enough. */
int erase_store(void) // expect: large-stack-frame at `erase_store`
{
    uint8_t blank[PAGES * PAGE_BYTES];

    memset(blank, 0xff, sizeof blank);
    return store_page(blank, sizeof blank);
}

/* A thousand records of 64 bytes, and the file's header. */
int import_events(FILE *in) // expect: large-stack-frame at `import_events`
{
    struct event events[1024];
    uint8_t header[512];
    size_t count;

    if (fread(header, 1, sizeof header, in) != sizeof header)
        return -1;
    count = fread(events, sizeof events[0], 1024, in);
    for (size_t i = 0; i < count; i++)
        if (store_event(&events[i]) != 0)
            return -1;
    return header[0];
}

/* Outer and inner variables live at the same time. */
int copy_pages(FILE *in, int wide) // expect: large-stack-frame at `copy_pages`
{
    uint8_t narrow[40000];

    if (fread(narrow, 1, sizeof narrow, in) == 0)
        return -1;
    if (wide) {
        uint8_t buffer[40000];

        memcpy(buffer, narrow, sizeof buffer);
        return store_page(buffer, sizeof buffer);
    }
    return store_page(narrow, sizeof narrow);
}

/* The length is limited, but to more than the stack is meant for. */
int load_image(const char *setting)
{
    const char *text = getenv(setting);
    size_t count = text == NULL ? 0 : strtoul(text, NULL, 10);

    if (count == 0 || count > 1000000)
        return -1;
    uint8_t image[count]; // expect: large-stack-frame at `image`
    memset(image, 0, count);
    return store_page(image, count);
}
