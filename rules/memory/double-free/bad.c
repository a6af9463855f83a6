/* Event recorder: buffers that are released twice. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RELEASE(p) free(p)

struct event {
    char *text;
    int code;
};

/* On failure the buffer is released, and then again at the end. */
int store_event(FILE *journal, const char *text)
{
    char *copy = strdup(text);

    if (copy == NULL)
        return -1;
    if (fputs(copy, journal) == EOF)
        free(copy);
    free(copy); // expect: double-free at `free`
    return 0;
}

/* Two names for the same block. */
void forget_event(size_t size)
{
    char *block = malloc(size);
    char *current = block;

    free(block);
    free(current); // expect: double-free at `free`
}

/* The clean-up at the end does not know what the branch did. */
int send_event(const char *text, int urgent)
{
    int result = -1;
    char *line = malloc(128);

    if (line == NULL)
        return -1;
    if (urgent) {
        snprintf(line, 128, "!%s", text);
        puts(line);
        free(line);
        goto done;
    }
    result = 0;
done:
    free(line); // expect: double-free at `free`
    return result;
}

/* A field of a record, through a macro. */
void clear_event(struct event *e)
{
    RELEASE(e->text);
    e->code = 0;
    RELEASE(e->text); // expect: double-free at `RELEASE`
}

/* In a loop, the second turn releases what the first did. */
void drain(int count)
{
    char *scratch = malloc(64);

    do {
        printf("%d\n", count);
        free(scratch); // expect: double-free at `free`
    } while (--count > 0);
}

/* realloc has released the old block when it succeeds. */
char *enlarge(size_t size)
{
    char *old = malloc(16);
    char *larger = realloc(old, size + 16);

    if (larger != NULL)
        free(old); // expect: double-free at `free`
    else
        free(old);
    return larger;
}

/* A file is closed once. */
int read_first(const char *path)
{
    int first;
    FILE *file = fopen(path, "r");

    if (file == NULL)
        return -1;
    first = fgetc(file);
    if (first == EOF)
        fclose(file);
    fclose(file); // expect: double-free at `fclose`
    return first;
}

/* What the helper does, a variable decides that has just been set. */
static int closes_all;

static void finish(char *text)
{
    if (closes_all)
        free(text);
}

void drop_with_flag(void)
{
    char *text = malloc(16);

    free(text);
    closes_all = 1;
    finish(text); // expect: double-free at `finish`
}

/* The stream has taken over the descriptor. */
int first_byte(const char *path)
{
    int descriptor = open(path, O_RDONLY);
    FILE *stream;
    int byte;

    if (descriptor < 0)
        return -1;
    stream = fdopen(descriptor, "r");
    if (stream == NULL) {
        close(descriptor);
        return -1;
    }
    byte = fgetc(stream);
    fclose(stream);
    close(descriptor); // expect: double-free at `close`
    return byte;
}

/* Who leaves on a condition mostly comes back. */
void test_fail_unless(int condition, const char *text);

void drop_and_test(size_t size)
{
    char *block = malloc(size);

    if (block == NULL)
        return;
    free(block);
    test_fail_unless(size > 0, "size");
    free(block); // expect: double-free at `free`
}
