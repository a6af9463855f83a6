/* The same parser, which releases what it has allocated. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct option {
    char name[16];
    char *value;
};

/* A block from strdup. */
void parse_line(const char *line)
{
    char *copy = strdup(line);

    if (copy == NULL)
        return;
    puts(copy);
    free(copy);
}

/* The start of the block is kept, a second pointer moves. */
int parse_number(const char *line)
{
    char *start = strdup(line);
    char *text = start;
    int number;

    if (start == NULL)
        return -1;
    while (*text == ' ')
        text++;
    number = atoi(text);
    free(start);
    return number;
}

/* The first element has the address of the block. */
int sum_and_drop(size_t count)
{
    int *values = calloc(count, sizeof *values);
    int sum = 0;

    if (values == NULL)
        return 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    free(&values[0]);
    return sum;
}

/* The stack is used for short texts, the heap for long ones. */
void show(const char *text)
{
    char small[32];
    char *buffer = small;
    size_t size = strlen(text) + 1;

    if (size > sizeof small) {
        buffer = malloc(size);
        if (buffer == NULL)
            return;
    }
    memcpy(buffer, text, size);
    puts(buffer);
    if (buffer != small)
        free(buffer);
}

/* The pointer that was moved is moved back. */
void skip_mark(size_t size)
{
    char *text = malloc(size + 4);

    if (text == NULL)
        return;
    text += 4;
    text[0] = '\0';
    puts(text);
    free(text - 4);
}

/* What a record owns, then the record. */
void drop_option(struct option *o)
{
    if (o == NULL)
        return;
    free(o->value);
    free(o);
}

/* A flag tells whether the default was replaced. */
void show_value(const char *given)
{
    char *value = "none";
    int owned = 0;

    if (given != NULL) {
        value = strdup(given);
        if (value == NULL)
            return;
        owned = 1;
    }
    puts(value);
    if (owned)
        free(value);
}

/* Kept in place where there is no heap: what another configuration declares is not known here. */
struct subscription {
#ifdef NO_HEAP
    int in_use;
    char filter[64];
#else
    char *filter;
    struct subscription *next;
#endif
    int quality;
};

void drop_subscription(struct subscription *s)
{
    if (s == NULL)
        return;
#ifndef NO_HEAP
    free(s->filter);
#endif
    free(s);
}

/* From a member back to the record that it is in. */
struct link {
    struct link *next;
};

struct alarm {
    unsigned id;
    struct link in_queue;
};

#define CONTAINER(p, type, member) ((type *)((char *)(p) - offsetof(type, member)))

void queue_alarm(struct link **queue, unsigned id)
{
    struct alarm *a = malloc(sizeof *a);

    if (a == NULL)
        return;
    a->id = id;
    a->in_queue.next = *queue;
    *queue = &a->in_queue;
}

void clear_alarms(struct link **queue)
{
    while (*queue != NULL) {
        struct link *first = *queue;

        *queue = first->next;
        free(CONTAINER(first, struct alarm, in_queue));
    }
}

unsigned test_alarms(void)
{
    struct link *queue = NULL;

    queue_alarm(&queue, 7);
    clear_alarms(&queue);
    return queue == NULL;
}

/* The length stands before the bytes that callers see. */
struct packet {
    size_t size;
    char bytes[];
};

int send_packet(const char *text)
{
    struct packet *p = malloc(sizeof *p + strlen(text) + 1);
    char *bytes;

    if (p == NULL)
        return -1;
    p->size = strlen(text) + 1;
    bytes = p->bytes;
    memcpy(bytes, text, p->size);
    puts(bytes);
    free(bytes - sizeof *p);
    return 0;
}

/* A first member by itself, whose address is that of the record. */
struct timer_entry {
    struct link in_list;
    int due;
};

int drop_timer(int due)
{
    struct timer_entry *t = malloc(sizeof *t);
    struct link *l;

    if (t == NULL)
        return -1;
    t->due = due;
    l = &t->in_list;
    free(l);
    return due;
}
