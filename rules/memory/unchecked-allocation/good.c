/* The same store, which can do without the memory that it does not get. */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct waveform {
    size_t count;
    int16_t *samples;
};

/* Checked at once. */
struct waveform *new_waveform(size_t count)
{
    struct waveform *w = malloc(sizeof *w);

    if (w == NULL)
        return NULL;
    w->count = count;
    w->samples = NULL;
    return w;
}

/* In the condition itself. */
int16_t *copy_samples(const int16_t *samples, size_t count)
{
    int16_t *copy;

    if ((copy = malloc(count * sizeof *copy)) == NULL)
        return NULL;
    memcpy(copy, samples, count * sizeof *copy);
    return copy;
}

/* By its truth value, and the other way round. */
int *new_counters(void)
{
    int *counters = calloc(16, sizeof *counters);

    if (counters)
        counters[0] = 1;
    return counters;
}

/* Both at once. */
int swap_names(char **a, char **b)
{
    char *first = strdup(*a);
    char *second = strdup(*b);

    if (!first || !second) {
        free(first);
        free(second);
        return -1;
    }
    second[0] = '*';
    *a = second;
    *b = first;
    return 0;
}

/* A function that does not return. */
static _Noreturn void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    exit(1);
}

char *make_line(int code)
{
    char *line = malloc(40);

    if (line == NULL)
        out_of_memory();
    line[0] = '\0';
    snprintf(line, 40, "code %d", code);
    return line;
}

/* The check is in the loop's condition. */
int count_lines(const char *path)
{
    int lines = 0;
    FILE *file = fopen(path, "r");

    while (file != NULL && !feof(file)) {
        if (fgetc(file) == '\n')
            lines++;
    }
    if (file != NULL)
        fclose(file);
    return lines;
}

/* Nothing is used before it is known. */
int append(struct waveform *w, int16_t value)
{
    int16_t *larger = realloc(w->samples, (w->count + 1) * sizeof *larger);

    if (larger == NULL)
        return -1;
    larger[w->count] = value;
    w->samples = larger;
    w->count++;
    return 0;
}

/* free takes a null pointer, and so does the caller. */
char *try_buffer(size_t size)
{
    char *probe = malloc(size);

    free(probe);
    return malloc(size);
}

/* An assertion ends the program: here, at start-up, that is what is wanted. */
int *boot_table(void)
{
    int *table = malloc(8 * sizeof *table);

    assert(table != NULL);
    table[0] = 0;
    return table;
}

/* A conditional expression. */
size_t length_of_copy(const char *text)
{
    char *copy = strdup(text);
    size_t length = copy != NULL ? strlen(copy) : 0;

    free(copy);
    return length;
}

/* Assertions of a test frame that is not at hand, of either sense. */
void test_assert(int condition, const char *text);
void test_fail_if(int condition);

void make_both(void)
{
    int *first = malloc(8 * sizeof *first);
    int *second = malloc(8 * sizeof *second);

    test_assert(first != NULL, "first");
    test_fail_if(second == NULL);
    first[0] = 1;
    second[0] = first[0];
    free(first);
    free(second);
}

void out_of_memory(void);

/* What the helper calls may end the program. */
static void *sure_block(size_t size)
{
    void *block = malloc(size);

    if (block == NULL)
        out_of_memory();
    return block;
}

int *sure_counter(void)
{
    int *counters = sure_block(4 * sizeof(int));

    counters[0] = 1;
    return counters;
}

#define PUMP_NORETURN __attribute__((__noreturn__))
#define PUMP_EXPORT(number, type, name, args, attributes) attributes extern type name args

PUMP_EXPORT(12, void, pump_halt, (const char *reason), PUMP_NORETURN);

/* That the function does not return is said among the arguments of a macro. */
char *first_line(size_t size) {
    char *line = malloc(size + 1);
    if (line == NULL)
        pump_halt("no memory");
    line[0] = '\0';
    return line;
}

/* The same variable was asked for before. */
size_t home_length(void)
{
    if (getenv("HOME") == NULL)
        return 0;
    return strlen(getenv("HOME"));
}

/* What the line has was asked before, by another call. */
int read_setting(FILE *file)
{
    char line[80];
    int level;

    if (fgets(line, sizeof line, file) == NULL)
        return -1;
    if (strncmp(line, "level=", 6) == 0)
        return atoi(strchr(line, '=') + 1);
    if (sscanf(line, "limit=%d", &level) != 1)
        return -1;
    return strchr(line, '=')[1];
}

int cut_line(FILE *file, char *name, size_t size)
{
    char line[80];
    char *end;

    if (fgets(line, sizeof line, file) == NULL)
        return -1;
    end = strrchr(line, '\n');
    if (end != NULL)
        *end = '\0';
    snprintf(name, size, "%s", line);
    return 0;
}

/* Null is what no bytes give, and then none are used. */
static void *get_bytes(size_t size)
{
    void *block = malloc(size);

    if (block == NULL && size != 0)
        out_of_memory();
    return block;
}

unsigned char *blank_page(size_t size)
{
    unsigned char *page = get_bytes(size);

    memset(page, 0xff, size);
    return page;
}

/* It does not matter which way it came to be set. */
unsigned char *page_of(FILE *in, size_t size, int isPlain)
{
    unsigned char *page = get_bytes(size);
    unsigned char *spare = get_bytes(size / 2);
    unsigned char *rest = get_bytes(size / 4);

    if (fread(page, 1, size, in) != size && isPlain)
        page[0] = 0;
    free(spare);
    free(rest);
    return page;
}
