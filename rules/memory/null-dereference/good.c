/* The same manager, every pointer known where it is used. */
#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <netdb.h>
#include <sys/socket.h>

struct device {
    int id;
    char *name;
    struct device *next;
};

/* The null path leaves. */
int start(struct device *d)
{
    if (d == NULL) {
        puts("device is missing");
        return -1;
    }
    return d->id;
}

/* Checked first. */
int stop(struct device *d)
{
    if (!d)
        return -1;
    return d->id;
}

/* A pointer that no code says can be null. */
int id(const struct device *d)
{
    return d->id;
}

/* Found or not. */
int id_of(struct device *list, const char *name)
{
    struct device *found = NULL;

    for (struct device *d = list; d != NULL; d = d->next) {
        if (strcmp(d->name, name) == 0) {
            found = d;
            break;
        }
    }
    return found != NULL ? found->id : -1;
}

/* && looks at the right side only when the left one holds. */
int is_named(const struct device *d)
{
    return d != NULL && d->name != NULL && d->name[0] != '\0';
}

/* || the other way round. */
int is_missing(const struct device *d)
{
    return d == NULL || d->name == NULL || d->id < 0;
}

const struct device *find_device(int id);

/* What comes of the null is known, and leads elsewhere. */
int is_low(int id)
{
    const struct device *d = find_device(id);
    int level = 0;

    if (d != NULL)
        level = d->id;
    if (level == 0)
        return 0;
    return d->name != NULL;
}

/* The same condition twice. */
const char *describe(int state, struct device *d)
{
    struct device *current = NULL;

    if (state > 0)
        current = d;
    if (state > 0)
        current->id = state;
    return state > 0 ? current->name : "idle";
}

/* Another pointer is put in its place. */
int restart(struct device *d)
{
    static struct device fallback = { 0, "none", NULL };

    if (!d)
        d = &fallback;
    d->id++;
    return d->id;
}

/* A flag that says the same as the pointer. */
int last_id(struct device *list)
{
    struct device *last = NULL;
    int found = 0;

    while (list != NULL) {
        last = list;
        found = 1;
        list = list->next;
    }
    if (!found)
        return -1;
    return last->id;
}

/* An assertion is a check. */
void rename_device(struct device *d, char *name)
{
    assert(d != NULL);
    d->name = name;
}

/* sizeof and offsetof do not follow pointers. */
size_t size_of_name(void)
{
    struct device *d = NULL;

    return sizeof d->name + offsetof(struct device, next);
}

/* The address of a pointer is never null. */
void unlink_all(struct device **list)
{
    struct device **p = list;

    while (*p != NULL) {
        struct device *d = *p;

        *p = d->next;
        d->next = NULL;
    }
}

/* The test at the end is for the path that made no copy. */
struct device *copy_of(const struct device *d);

int show_copy(const struct device *d, int quiet)
{
    struct device *copy = NULL;
    int result = 0;

    if (!quiet) {
        copy = copy_of(d);
        result = copy->id;
    }
    if (copy != NULL)
        free(copy);
    return result;
}

struct line;
struct line *line_open(void);
int line_speed(const struct line *line);
void line_close(struct line *line);

/* The way out asks before it releases, whether it needs to or not. */
int speed_of_line(int fast)
{
    struct line *line = line_open();
    int speed = *(const int *)line;

    if (fast)
        goto out;
    speed += line_speed(line);
out:
    if (line)
        line_close(line);
    return speed;
}

struct entry
{
    int users;
    struct entry *next;
    void *table;
};

/* The list is empty after the last round only. */
void drop_all(struct entry **list)
{
    struct entry *entry, *next;

    for (entry = *list, next = entry ? entry->next : NULL; entry != NULL;
         entry = next, next = next != NULL ? next->next : NULL) {
        if (entry->next == NULL) {
            free((*list)->table);
            *list = NULL;
        } else {
            (*list)->users--;
        }
    }
}

/* A macro of a header that is not at hand sets the variable. */
int users_of(struct entry *entries)
{
    struct entry *entry = NULL;
    int users = 0;

    LL_FOREACH(entries, entry){
        users += entry->users;
    }
    return users;
}

/* The last argument is what happens when the condition does not hold. */
#define REQUIRE(message, condition, otherwise) \
    do {                                       \
        if (!(condition)) {                    \
            puts(message);                     \
            otherwise;                         \
        }                                      \
    } while (0)

int users_joined(struct entry *first, struct entry *second)
{
    int users;

    REQUIRE("nothing to join", (first != NULL) && (second != NULL), return -1;);
    users = first->users + second->users;
    REQUIRE("nobody there", users > 0, users = 0; goto done);
    users++;
done:
    return users;
}

/* What is printed may be nobody's: the macro asks before it prints. */
#define TRACE_ENTRY(entry, text)                                       \
    do {                                                               \
        if ((entry) != NULL)                                           \
            printf("%d users: %s\n", (entry)->users, (text));          \
        else                                                           \
            puts(text);                                                \
    } while (0)

int users_traced(struct entry *entry)
{
    TRACE_ENTRY(entry, "counting");
    return entry->users;
}

/* Who reports an error this way does not come back, wherever that is written. */
void parser_error(const char *text);

int users_required(struct entry *entry)
{
    if (entry == NULL)
        parser_error("no entry");
    return entry->users;
}

/* A search that ends at its limit has found nothing, whatever the function that compares may do. */
struct shelf {
    size_t count;
    struct entry *entries;
};

int is_same(const char *a, const char *b);

int users_on(struct shelf *shelf, const char *name)
{
    struct entry *found = NULL;
    size_t i;

    for (i = 0; i < shelf->count; i++) {
        if (is_same(shelf->entries[i].table, name)) {
            found = &shelf->entries[i];
            break;
        }
    }
    if (i == shelf->count)
        return -1;
    return found->users;
}

/* A macro that looks something up answers null as a function would: whoever goes on knows that it is there. */
struct table {
    size_t count;
    struct row **rows;
};

struct row {
    int flags;
};

#define TABLE_ROW(table, i) ((i) < (table)->count ? (table)->rows[(i)] : NULL)

int row_flags(const struct table *t, size_t i)
{
    struct row *row = TABLE_ROW(t, i);

    return row->flags;
}

#define is_numbered(d) ((d) && (d)->id > 0)

static int number_of(struct device *d)
{
    if (!is_numbered(d))
        return -1;
    return d->id;
}

/* The macro asks for null, with parentheses around each name. */
int number_of_none(void)
{
    return number_of(NULL);
}

/* The standard streams are never null, so it was the other one that could not be opened. */
void note(const char *path)
{
    FILE *file = path[0] == '-' ? stderr : fopen(path, "a");

    if (file == NULL) {
        fprintf(stderr, "no %s\n", path);
        return;
    }
    fputs("noted\n", file);
    if (file != stderr)
        fclose(file);
}

/* Names may be left out, whatever else the call is told. */
int show_peer(const struct sockaddr *peer, socklen_t length, char *host, socklen_t host_size, char *port, socklen_t port_size)
{
    if (getnameinfo(peer, length, host, host_size, port, port_size, 0) != 0)
        return -1;
    if (host)
        printf("%s", host);
    return 0;
}

/* An option that needs a value has one: which it is decides whether there is any. */
struct options {
    int port;
    int verbose;
    char name[32];
};

void set_option(struct options *o, int letter, const char *value)
{
    if (value != NULL && value[0] == '=')
        puts("short options take no '='");
    switch (letter) {
    case 'p':
        o->port = (int)strtol(value, NULL, 10);
        break;
    case 'n':
        snprintf(o->name, sizeof o->name, "%.31s", value);
        break;
    default:
        o->verbose = 1;
        break;
    }
}

/* All who call it hand over a place for the answer. */
static size_t select_file(const unsigned char *path, size_t *size)
{
    unsigned char reply[64] = {0};
    unsigned char *buffer = NULL;

    if (size != NULL)
        buffer = reply;
    if (path[0] == 0x29)
        memcpy(buffer, path, 16);
    if (size != NULL)
        *size = reply[0];
    return reply[1];
}

size_t size_of_file(const unsigned char path[16])
{
    size_t size = 0;

    select_file(path, &size);
    return size;
}

/* Nothing was found, and so nothing is added to it: what comes of both is asked for. */
const char *find_tag(const char *body, unsigned tag, size_t *length);

int has_value(const char *body)
{
    size_t length = 0;
    const char *tag = find_tag(body, 0x71, &length);
    const char *rest = NULL;

    if (tag == NULL)
        puts("no tag");
    rest = tag + length;
    return rest != NULL && rest[0] == 1;
}

/* Nobody comes back from the one that reports. */
struct context {
    void __attribute__((noreturn)) (*fail)(struct context *c, const char *text);
    const unsigned char *data;
};

unsigned first_of(struct context *c, unsigned size)
{
    unsigned char *copy = malloc(size);

    if (copy == NULL)
        c->fail(c, "out of memory");
    copy[0] = c->data[0];
    size = copy[0];
    free(copy);
    return size;
}

/* A test that says what it expects, by a macro of another one. */
int check_that(int holds, const char *file, int line, const char *format, ...);
void leave_test(void);
#define TEST_ASSERT_(holds, ...)                                      \
    do {                                                              \
        if (!check_that(!!(holds), __FILE__, __LINE__, __VA_ARGS__)) \
            leave_test();                                             \
    } while (0)
#define SUCCEEDS(call)                                           \
    do {                                                         \
        int result_ = (call);                                    \
        TEST_ASSERT_(result_ == 0, "%s gives %d", #call, result_); \
    } while (0)

static int open_context(struct context **out)
{
    struct context *c = calloc(1, sizeof *c);

    if (c == NULL)
        return -1;
    *out = c;
    return 0;
}

void test_context(void)
{
    struct context *c = NULL;

    SUCCEEDS(open_context(&c));
    c->data = NULL;
    free(c);
}

/* GLib's way to leave a function whose arguments are not as they should be. */
void g_return_val_if_fail(int expression, int value);

struct reading {
    int value;
};

int scaled(const struct reading *r, const int *factor)
{
    g_return_val_if_fail(r != NULL && factor != NULL, 0);
    return r->value * *factor;
}

/* Walks that stop at the last device, or ask afterwards. */
int final_id(struct device *d)
{
    while (d->next)
        d = d->next;
    return d->id;
}

const char *name_of(struct device *devices, int id)
{
    struct device *d;

    for (d = devices; d != NULL; d = d->next)
        if (d->id == id)
            break;
    return d != NULL ? d->name : "";
}

/* What the loop leaves is the one before. */
int id_before_end(struct device *d)
{
    struct device *before = NULL;

    for (; d != NULL; d = d->next)
        before = d;
    return before->id;
}

struct record {
    int key, value;
};

static struct record records[4];

static struct record *find_record(int key)
{
    for (int i = 0; i < 4; i++)
        if (records[i].key == key)
            return &records[i];
    return NULL;
}

void add_record(int key);

/* What was put in under this key is found under it. */
int added_value(int key)
{
    struct record *found;

    add_record(key);
    found = find_record(key);
    return found->value;
}

int record_or(int key, int other)
{
    struct record *found = find_record(key);

    if (!found)
        return other;
    return found->value;
}

int set_record(int key, int value)
{
    struct record *found;

    if ((found = find_record(key)) == NULL)
        return -1;
    found->value = value;
    return 0;
}

static struct record *record_at(int index)
{
    return index < 4 ? &records[index] : NULL;
}

/* Nobody asks: all know what they look for. */
int first_value(int index)
{
    return record_at(index)->value;
}
