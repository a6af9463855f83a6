/* Telemetry client: blocks that nobody can release any more. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct report {
    char *title;
    uint8_t *body;
};

/* The early return forgets the buffer. */
int send_report(const char *text)
{
    char *line = malloc(256);

    if (line == NULL)
        return -1;
    if (strlen(text) > 200)
        return -2; // expect: memory-leak at `return`
    snprintf(line, 256, "report: %s", text);
    puts(line);
    free(line);
    return 0;
}

/* The second allocation fails, the first is lost. */
struct report *new_report(size_t size)
{
    struct report *r = malloc(sizeof *r);

    if (r == NULL)
        return NULL;
    r->title = NULL;
    r->body = malloc(size);
    if (r->body == NULL)
        return NULL; // expect: memory-leak at `return`
    return r;
}

/* The only pointer is given another value. */
void join(const char *a, const char *b)
{
    char *text = strdup(a);

    if (text == NULL)
        return;
    puts(text);
    text = strdup(b); // expect: memory-leak at `text`
    if (text == NULL)
        return;
    puts(text);
    free(text);
}

/* Each turn loses the block of the turn before. */
void show_all(const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        char *copy = strdup(names[i]);

        if (copy == NULL)
            return;
        if (copy[0] == '#')
            continue; // expect: memory-leak at `continue`
        puts(copy);
        free(copy);
    }
}

/* When realloc fails, the old block is still there, but its address is not. */
char *enlarge(size_t size)
{
    char *buffer = malloc(16);

    if (buffer == NULL)
        return NULL;
    buffer = realloc(buffer, size); // expect: memory-leak at `buffer`
    return buffer;
}

/* Nothing at all takes the result. */
int measure(const char *text)
{
    return (int)strlen(strdup(text)); // expect: memory-leak at `return`; unchecked-allocation at `strlen`
}

/* The end of the function. */
void trace(int code)
{
    char *line = malloc(32);

    if (line != NULL) {
        snprintf(line, 32, "code %d", code);
        puts(line);
    }
} // expect: memory-leak at `}`

struct number {
    unsigned long *limbs;
    int count;
};

void number_init(struct number *n);
int number_copy(struct number *to, const struct number *from);
int number_compare(const struct number *a, const struct number *b);
void number_free(struct number *n);

/* One way out does not lead past the label. */
int point_check(const struct number *x, const struct number *limit)
{
    struct number copy;
    int status;

    number_init(&copy);
    if ((status = number_copy(&copy, x)) != 0)
        goto cleanup;
    if (number_compare(&copy, limit) >= 0)
        return -1; // expect: memory-leak at `return`
    status = 0;
cleanup:
    number_free(&copy);
    return status;
}

/* What is made by a function of the house is given back at the end, and only there. */
struct chart;

struct chart *chart_create(int kind);
void chart_destroy(struct chart *chart);
int chart_add(struct chart *chart, int value);

int draw_chart(const int *values, int count)
{
    struct chart *chart = chart_create(3);

    if (chart == NULL)
        return -1;
    for (int i = 0; i < count; i++)
        if (values[i] < 0)
            return -1; // expect: memory-leak
        else
            chart_add(chart, values[i]);
    chart_destroy(chart);
    return 0;
}

int check_frame(const unsigned char *frame, size_t size);
int send_frame(const unsigned char *frame, size_t size);

/* The check only reads: who else would release the copy? */
int forward_frame(const unsigned char *frame, size_t size)
{
    unsigned char *copy = malloc(size + 1);

    if (copy == NULL)
        return -1;
    memcpy(copy, frame, size);
    copy[size] = 0;
    if (!check_frame(copy, size))
        return -2; // expect: memory-leak at `return`
    if (send_frame(copy, size) < 0)
        return -3; // expect: memory-leak at `return`
    free(copy);
    return 0;
}

struct samples {
    int *values;
    size_t capacity;
};

/* In a member as well: with the address goes the block. */
int grow_samples(struct samples *samples)
{
    samples->values = realloc(samples->values, 2 * samples->capacity * sizeof(int)); // expect: memory-leak at `samples`
    if (samples->values == NULL)
        return -1;
    samples->capacity *= 2;
    return 0;
}

/* The line is the caller's, whatever the last call found. */
int count_comments(FILE *file)
{
    char *line = NULL;
    size_t room = 0;
    int count = 0;

    while (getline(&line, &room, file) >= 0)
        if (line[0] == '#')
            count++;
    return count; // expect: memory-leak at `return`
}

static char *answer;

/* That there were bytes to get is asked, but not what came of it. */
int resize_answer(size_t size)
{
    char *larger = realloc(answer, size);

    if (larger == NULL && size == 0)
        return -1;
    answer = larger; // expect: memory-leak at `answer`
    return 0;
}
