/* The same table, nothing used after its release. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct connection {
    struct connection *next;
    int fd;
    char peer[32];
};

/* The release comes last. */
void close_connection(struct connection *c)
{
    printf("closed %s\n", c->peer);
    free(c);
}

/* The successor is kept before the release. */
void close_all(struct connection *head)
{
    struct connection *next;

    for (struct connection *c = head; c != NULL; c = next) {
        next = c->next;
        free(c);
    }
}

/* A list that is emptied from its head. */
void close_listed(struct connection **head)
{
    while (*head != NULL) {
        struct connection *first = *head;

        *head = first->next;
        free(first);
    }
}

/* The path that releases returns. */
int poll_connection(struct connection *c, int failed)
{
    if (failed) {
        free(c);
        return -1;
    }
    return c->fd;
}

/* A new block in the old variable. */
int reset(size_t size)
{
    uint8_t *buffer = malloc(16);

    free(buffer);
    buffer = malloc(size + 1);
    if (buffer == NULL)
        return -1;
    buffer[0] = 0;
    free(buffer);
    return 0;
}

/* The value of the pointer is not looked at, only whether it was set. */
int remove_peer(struct connection *c, int fd)
{
    int removed = 0;

    if (c != NULL && c->fd == fd) {
        free(c);
        c = NULL;
        removed = 1;
    }
    return c == NULL ? removed : c->fd;
}

/* The new pointer is used, the old one is not. */
int grow(size_t count)
{
    int *samples = malloc(8 * sizeof *samples);
    int *more;

    if (samples == NULL)
        return -1;
    samples[0] = 1;
    more = realloc(samples, (count + 8) * sizeof *more);
    if (more == NULL) {
        free(samples);
        return -1;
    }
    samples = more;
    samples[1] = samples[0];
    free(samples);
    return 0;
}

/* The result is computed before the release. */
size_t count_words(const char *line)
{
    char *copy = strdup(line);
    size_t length;

    if (copy == NULL)
        return 0;
    length = strcspn(copy, " ");
    free(copy);
    return length;
}

/* Released in the same condition under which it was not used. */
void log_line(const char *path, const char *text, int keep)
{
    FILE *log = fopen(path, "a");

    if (log == NULL)
        return;
    if (!keep)
        fclose(log);
    if (keep) {
        fputs(text, log);
        fclose(log);
    }
}

/* Empties a session, which can be used again; takes no block. */
struct house_session;
void house_session_free(struct house_session *session);
void house_session_start(struct house_session *session);

void restart(struct house_session *session)
{
    house_session_free(session);
    house_session_start(session);
}

/* The record gets the block when nothing can fail any more, or lets go of it. */
struct visit {
    char *user;
    int level;
};

int open_visit(struct visit *visit, const char *text)
{
    char *user = malloc(32);

    if (user == NULL)
        return -1;
    visit->user = user;
    if (strlen(text) >= 32) {
        free(user);
        visit->user = NULL;
        return -1;
    }
    strcpy(user, text);
    return 0;
}

/* Elements that are taken out of their list before they go: the list's head is another then, whoever writes it. */
struct pending {
    struct {
        struct pending *le_next;
        struct pending **le_prev;
    } link;
    struct queue *owner;
    char *text;
};

struct queue {
    struct pending *first;
    int count;
};

#define UNLINK(element)                                                     \
    do {                                                                    \
        if ((element)->link.le_next != NULL)                                \
            (element)->link.le_next->link.le_prev = (element)->link.le_prev; \
        *(element)->link.le_prev = (element)->link.le_next;                 \
    } while (0)

void queue_clear(struct queue *q)
{
    struct pending *p;

    while ((p = q->first) != NULL) {
        UNLINK(p);
        free(p->text);
        free(p);
    }
}

void queue_remove(struct pending *p);

void queue_drop(struct queue *q)
{
    while (q->first != NULL) {
        struct pending *p = q->first;
        queue_remove(p);
        free(p);
    }
}

static void pending_free(struct pending *p)
{
    if (p->owner->first == p)
        p->owner->first = p->link.le_next;
    p->owner->count--;
    free(p);
}

void queue_close(struct queue *q)
{
    while (q->first != NULL)
        pending_free(q->first);
}

/* The iterator asks whether its element is still there, and it is not. */
struct cell {
    struct cell *next;
    int value;
};

struct walk {
    int started;
    struct cell *before;
    struct cell *now;
};

static int has_next(struct walk *w)
{
    if (!w->started)
        return w->now != NULL;
    if (w->before->next != w->now)
        return w->before->next != NULL;
    return w->now->next != NULL;
}

static struct cell *step(struct walk *w)
{
    if (!w->started) {
        w->started = 1;
    } else if (w->before->next == w->now) {
        w->before = w->now;
        w->now = w->now->next;
    } else {
        w->now = w->before->next;
    }
    return w->now;
}

void take_out(struct cell **list, struct cell *one);

void drop_all(struct cell **list, int value)
{
    struct walk w = { 0, (struct cell *)list, *list };

    while (has_next(&w)) {
        struct cell *one = step(&w);
        if (one->value != value)
            continue;
        take_out(list, one);
        free(one);
    }
}

/* Two ways to ask whether setting up has failed: no result is positive. */
struct channel {
    int number;
};

int set_up_channel(struct channel *c);

int make_channel(struct channel **out)
{
    struct channel *c = calloc(1, sizeof *c);
    int result;

    if (c == NULL)
        return -1;
    result = set_up_channel(c);
    if (result != 0)
        free(c);
    if (result < 0)
        return result;
    c->number = 1;
    *out = c;
    return 0;
}

/* A list that is emptied by a helper, which takes the element out by its links, or out of the record that it knows. */
struct station;

struct lease {
    struct station *owner;
    struct lease *next, *previous;
    char *address;
};

struct station {
    struct lease *leases;
};

static void drop_lease(struct lease *l)
{
    if (l->next != NULL)
        l->next->previous = l->previous;
    if (l->previous != NULL)
        l->previous->next = l->next;
    else
        l->owner->leases = l->next;
    l->next = l->previous = NULL;
    free(l->address);
    free(l);
}

void drop_station(struct station *s)
{
    while (s->leases != NULL)
        drop_lease(s->leases);
    free(s);
}

/* A pointer to a function that only looks, and one of which nobody knows what it holds by then. */
struct frame {
    int length;
    void (*finish)(struct frame *);
};

static void print_frame(void *p)
{
    struct frame *f = p;

    printf("%d bytes\n", f->length);
}

static void drop_frame(struct frame *f)
{
    free(f);
}

static void with_frame(struct frame *f, void (*use)(void *))
{
    use(f);
}

void configure_frame(struct frame *f);

int measure_frame(int length)
{
    struct frame *f = malloc(sizeof *f);
    int result;

    if (f == NULL)
        return -1;
    f->length = length;
    f->finish = drop_frame;
    with_frame(f, print_frame);
    configure_frame(f);
    f->finish(f);
    f = malloc(sizeof *f);
    if (f == NULL)
        return -1;
    f->length = length + 1;
    f->finish = drop_frame;
    result = f->length;
    f->finish(f);
    return result;
}

/* A block by itself, whose variable is used up when it ends. */
int last_setting(void)
{
    int chosen;

    {
        int level = 3;
        const int *p = &level;
        chosen = *p;
    }
    return chosen;
}

/* Each round has its own text, and what is kept of the last is none. */
void show_number(const int *number);

void show_numbers(int count)
{
    const int *shown = NULL;

    for (int i = 0; i < count; i++) {
        int number = i * 3;
        shown = &number;
        show_number(shown);
        shown = NULL;
    }
    show_number(shown);
}

/* What is needed of an entry is copied before the directory is closed. */
int first_name(const char *path, char *name, size_t size)
{
    DIR *d = opendir(path);
    struct dirent *entry;

    if (d == NULL)
        return -1;
    entry = readdir(d);
    if (entry != NULL)
        snprintf(name, size, "%s", entry->d_name);
    closedir(d);
    return entry != NULL;
}

struct session {
    int *table;
};

int *make_table(int size);

/* Names of constants that a header has which is not there are still the names of different things. */
int open_session(struct session **out, int size)
{
    int status = SESSION_OK;
    struct session *session = calloc(1, sizeof(*session));
    int *table = make_table(size);

    if (session == NULL)
        return SESSION_NO_MEMORY;
    if (table == NULL) {
        status = SESSION_NO_TABLE;
        free(session);
    }
    if (status == SESSION_OK) {
        session->table = table;
        *out = session;
    }
    return status;
}
