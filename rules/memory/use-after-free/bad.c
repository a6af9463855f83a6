/* Connection table of a gateway: records that are used after they are gone. */
#include <dirent.h>
#include <stdint.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct connection {
    struct connection *next;
    int fd;
    char peer[32];
};

/* The message reads what has just been released. */
void close_connection(struct connection *c)
{
    free(c);
    printf("closed %s\n", c->peer); // expect: use-after-free at `printf`
}

/* The successor is read from a record that is gone. */
void close_all(struct connection *head)
{
    for (struct connection *c = head; c != NULL; c = c->next) // expect: use-after-free at `c->next`
        free(c);
}

/* Writing is worse than reading. */
int reset(size_t size)
{
    uint8_t *buffer = malloc(size + 1);

    if (buffer == NULL)
        return -1;
    free(buffer);
    buffer[0] = 0; // expect: use-after-free at `buffer[0]`
    return 0;
}

/* The function that gets the pointer uses it. */
void rename_peer(const char *name)
{
    char *copy = strdup(name);

    if (copy == NULL)
        return;
    free(copy);
    puts(copy); // expect: use-after-free at `puts`
}

/* Released on one path only, used on both. */
int poll_connection(struct connection *c, int failed)
{
    if (failed)
        free(c);
    return c->fd; // expect: use-after-free at `c->fd`
}

/* A second pointer into the block. */
int first_word(const char *line)
{
    char *copy = strdup(line);
    char *end;

    if (copy == NULL)
        return -1;
    end = strchr(copy, ' ');
    free(copy);
    if (end != NULL)
        *end = '\0'; // expect: use-after-free at `*end`
    return 0;
}

/* realloc may have moved the block; the old pointer is void. */
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
    more[1] = samples[0]; // expect: use-after-free at `samples[0]`
    free(more);
    return 0;
}

/* The caller gets a pointer to nothing. */
char *make_title(const char *text)
{
    char *title = strdup(text);

    free(title);
    return title; // expect: use-after-free at `return`
}

/* A file that is closed cannot be written. */
void log_line(const char *path, const char *text)
{
    FILE *log = fopen(path, "a");

    if (log == NULL)
        return;
    fputs(text, log);
    fclose(log);
    fputs("\n", log); // expect: use-after-free at `fputs`
}

/* The house's own allocator, known by its declaration. */
char *house_copy(const char *text);
void house_free(void *block);

void log_after_release(const char *name)
{
    char *copy = house_copy(name);

    house_free(copy);
    puts(copy); // expect: use-after-free at `puts(copy)`
}

/* On failure the record keeps what is gone. */
struct session {
    char *user;
    int level;
};

int open_session(struct session *session, const char *text)
{
    char *user = malloc(32);

    if (user == NULL)
        return -1;
    session->user = user;
    if (strlen(text) >= 32) {
        free(user); // expect: use-after-free at `free(user)`
        return -1;
    }
    strcpy(user, text);
    return 0;
}

/* What follows from one release is told where it is seen first. */
struct counter {
    int value;
    int limit;
};

static void drop_counter(struct counter *c)
{
    c->value = 0;
    free(c);
}

int read_dropped(void)
{
    struct counter *c = calloc(1, sizeof *c);

    if (c == NULL)
        return -1;
    drop_counter(c);
    c->value = 1; // expect: use-after-free at `c->value = 1`
    c->limit = 1;
    return c->value + c->limit;
}

/* Released by way of the record around a member. */
struct link {
    struct link *next;
};

struct alarm {
    int id;
    struct link in_queue;
};

int raise_alarm(int id)
{
    struct alarm *a = malloc(sizeof *a);
    struct link *l;

    if (a == NULL)
        return -1;
    a->id = id;
    l = &a->in_queue;
    free((char *)l - offsetof(struct alarm, in_queue));
    return a->id; // expect: use-after-free at `a->id`
}

/* Nothing takes the element out of the list that the loop looks at. */
struct lease {
    struct lease *next;
    int expires;
};

struct station {
    struct lease *leases;
};

static void drop_lease(struct lease *l)
{
    l->expires = 0;
    free(l);
}

void drop_station(struct station *s)
{
    while (s->leases != NULL)
        drop_lease(s->leases); // expect: use-after-free at `drop_lease`; double-free at `drop_lease`
    free(s);
}

/* Released through a pointer to a function: one that a helper is handed, one that the record holds. */
struct frame {
    int length;
    void (*destroy)(struct frame *);
};

static void with_frame(struct frame *f, void (*use)(void *))
{
    use(f);
}

int length_of_frame(int length)
{
    struct frame *f = malloc(sizeof *f);

    if (f == NULL)
        return -1;
    f->length = length;
    with_frame(f, free);
    return f->length; // expect: use-after-free at `f->length`
}

static void destroy_frame(struct frame *f)
{
    free(f);
}

int destroyed_frame(int length)
{
    struct frame *f = malloc(sizeof *f);

    if (f == NULL)
        return -1;
    f->length = length;
    f->destroy = destroy_frame;
    f->destroy(f);
    return f->length; // expect: use-after-free at `f->length`
}

/* A block by itself is a scope as well. */
int first_setting(void)
{
    const int *chosen;

    {
        int level = 3;
        chosen = &level;
    }
    return *chosen; // expect: use-after-free at `*chosen`
}

void show_text(const char *text);

void show_unit(int is_metric)
{
    const char *unit = "in";

    if (is_metric) {
        char text[4];
        strcpy(text, "mm");
        unit = text;
    }
    show_text(unit); // expect: use-after-free at `show_text`
}

/* What readdir returned is the directory's. */
int first_is_hidden(const char *path)
{
    DIR *d = opendir(path);
    struct dirent *entry;

    if (d == NULL)
        return -1;
    entry = readdir(d);
    closedir(d);
    return entry != NULL && entry->d_name[0] == '.'; // expect: use-after-free at `entry->d_name[0]`
}

/* The count is 1: what is given back is the last reference. */
struct peer {
    int references;
    int port;
};

int probe_peer(int port)
{
    struct peer *p = malloc(sizeof *p);

    if (p == NULL)
        return -1;
    p->references = 1;
    p->port = port;
    if (__sync_sub_and_fetch(&p->references, 1) == 0)
        free(p);
    return p->port; // expect: use-after-free at `p->port`
}
