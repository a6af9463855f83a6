/* The same recorder, every block released once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RELEASE(p) do { free(p); (p) = NULL; } while (0)

struct event {
    char *text;
    int code;
};

/* Either branch releases, none of them both times. */
int store_event(FILE *journal, const char *text)
{
    char *copy = strdup(text);

    if (copy == NULL)
        return -1;
    if (fputs(copy, journal) == EOF) {
        free(copy);
        return -1;
    }
    free(copy);
    return 0;
}

/* A null pointer may be released. */
void forget_event(size_t size)
{
    char *block = malloc(size);

    free(block);
    block = NULL;
    free(block);
}

/* One place of release that every path reaches. */
int send_event(const char *text, int urgent)
{
    int result = -1;
    char *line = malloc(128);

    if (line == NULL)
        return -1;
    if (!urgent)
        goto done;
    snprintf(line, 128, "!%s", text);
    if (puts(line) != EOF)
        result = 0;
done:
    free(line);
    return result;
}

/* The field is null after its release. */
void clear_event(struct event *e)
{
    RELEASE(e->text);
    e->code = 0;
    RELEASE(e->text);
}

/* Each turn has its own block. */
void drain(int count)
{
    for (int i = 0; i < count; i++) {
        char *scratch = malloc(64);

        if (scratch == NULL)
            return;
        snprintf(scratch, 64, "%d", i);
        puts(scratch);
        free(scratch);
    }
}

/* A new block takes the old one's place. */
char *enlarge(size_t size)
{
    char *block = malloc(16);
    char *larger;

    if (block == NULL)
        return NULL;
    larger = realloc(block, size + 16);
    if (larger == NULL) {
        free(block);
        return NULL;
    }
    return larger;
}

/* A flag says whether there is still something to release. */
void finish(struct event *e, int keep)
{
    int owned = 1;

    if (!keep) {
        free(e->text);
        owned = 0;
    }
    if (owned)
        puts(e->text);
    else
        e->text = NULL;
}

/* Two blocks, not one. */
void drop_pair(struct event *a, struct event *b)
{
    free(a->text);
    free(b->text);
    a->text = NULL;
    b->text = NULL;
}

/* Every element of a list, its successor read before. */
struct node {
    struct node *next;
};

void drop_list(struct node *head)
{
    while (head != NULL) {
        struct node *next = head->next;

        free(head);
        head = next;
    }
}

/* What the helper does, a variable decides that has just been set. */
static int closes_all;

static void settle(char *text)
{
    if (closes_all)
        free(text);
}

void drop_with_flag(void)
{
    char *text = malloc(16);

    free(text);
    closes_all = 0;
    settle(text);
}

/* Three blocks by number: whichever could not be had, the others are given back, and null does no harm. */
int decode(size_t size, int sum)
{
    unsigned char *parts[3] = {NULL, NULL, NULL};

    for (int i = 0; i < 3; i++) {
        parts[i] = malloc(size);
        if (parts[i] == NULL) {
            free(parts[0]);
            free(parts[1]);
            free(parts[2]);
            return -1;
        }
        memset(parts[i], i, size);
    }
    sum += parts[1][0];
    free(parts[0]);
    free(parts[1]);
    free(parts[2]);
    return sum;
}

int decode_some(size_t size, unsigned left_out)
{
    unsigned char *parts[3];
    unsigned i;

    for (i = 0; i < 3; i++)
        parts[i] = NULL;
    for (i = 0; i < 3; i++) {
        if (i == left_out)
            continue;
        parts[i] = malloc(size);
        if (parts[i] == NULL) {
            free(parts[0]);
            free(parts[1]);
            free(parts[2]);
            return -1;
        }
    }
    free(parts[0]);
    free(parts[1]);
    free(parts[2]);
    return 0;
}

/* A reference each for the queue and for the caller: the last one that is given back releases. */
struct peer {
    int references;
    char *name;
};

int take_from_queue(struct peer *p);

static void release_peer(struct peer *p)
{
    if (__sync_sub_and_fetch(&p->references, 1))
        return;
    free(p->name);
    free(p);
}

void disconnect_peer(struct peer *p)
{
    if (take_from_queue(p))
        release_peer(p);
    release_peer(p);
}
