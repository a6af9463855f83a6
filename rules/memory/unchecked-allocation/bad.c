/* Waveform store: memory is short on a device that runs for months. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct waveform {
    size_t count;
    int16_t *samples;
};

/* The field of a record that may not exist. */
struct waveform *new_waveform(size_t count)
{
    struct waveform *w = malloc(sizeof *w);

    w->count = count; // expect: unchecked-allocation at `w->count`
    w->samples = NULL;
    return w;
}

/* A function that writes through the pointer. */
int16_t *copy_samples(const int16_t *samples, size_t count)
{
    int16_t *copy = malloc(count * sizeof *copy);

    memcpy(copy, samples, count * sizeof *copy); // expect: unchecked-allocation at `memcpy`
    return copy;
}

/* An element. */
int *new_counters(void)
{
    int *counters = calloc(16, sizeof *counters);

    counters[0] = 1; // expect: unchecked-allocation at `counters[0]`
    return counters;
}

/* One of two is checked, the other is used. */
int swap_names(char **a, char **b)
{
    char *first = strdup(*a);
    char *second = strdup(*b);

    if (first == NULL) {
        free(second);
        return -1;
    }
    second[0] = '*'; // expect: unchecked-allocation at `second[0]`
    *a = second;
    *b = first;
    return 0;
}

/* The check comes too late. */
char *make_line(int code)
{
    char *line = malloc(40);

    line[0] = '\0'; // expect: unchecked-allocation at `line[0]`
    if (line == NULL)
        return NULL;
    snprintf(line, 40, "code %d", code);
    return line;
}

/* A file that could not be opened. */
int first_byte(const char *path)
{
    FILE *file = fopen(path, "rb");
    int first = fgetc(file); // expect: unchecked-allocation at `fgetc`

    fclose(file);
    return first;
}

/* The block that realloc could not enlarge. */
int append(struct waveform *w, int16_t value)
{
    int16_t *larger = realloc(w->samples, (w->count + 1) * sizeof *larger);

    larger[w->count] = value; // expect: unchecked-allocation at `larger[w->count]`
    w->samples = larger;
    w->count++;
    return 0;
}

/* A file that could not be opened must not be closed either. */
void touch(const char *path)
{
    FILE *file = fopen(path, "a");

    fclose(file); // expect: unchecked-allocation at `fclose`
}

/* A helper that asks for itself, not for those who call it. */
static void *clear_block(size_t size)
{
    void *block = malloc(size);

    if (block != NULL)
        memset(block, 0, size);
    return block;
}

int *first_counter(void)
{
    int *counters = clear_block(4 * sizeof(int));

    counters[0] = 1; // expect: unchecked-allocation at `counters`
    return counters;
}

/* What the environment need not have. */
size_t home_length(void)
{
    return strlen(getenv("HOME")); // expect: unchecked-allocation at `strlen`
}

/* A line from outside need not have what is looked for in it. */
int read_setting(FILE *file)
{
    char line[80];

    if (fgets(line, sizeof line, file) == NULL)
        return -1;
    return atoi(strchr(line, '=') + 1); // expect: unchecked-allocation at `atoi`
}

int cut_line(FILE *file, char *name, size_t size)
{
    char line[80];
    char *end;

    if (fgets(line, sizeof line, file) == NULL)
        return -1;
    end = strrchr(line, '\n');
    *end = '\0'; // expect: unchecked-allocation at `*end`
    snprintf(name, size, "%s", line);
    return 0;
}

/* The size is asked for the wrong way round: of null, only that of no bytes ends here. */
static void *get_bytes(size_t size)
{
    void *block = malloc(size);

    if (block == NULL && size == 0)
        exit(1);
    return block;
}

unsigned char *blank_page(size_t size)
{
    unsigned char *page = get_bytes(size);

    memset(page, 0xff, size); // expect: unchecked-allocation at `memset(page, 0xff, size)`
    return page;
}
