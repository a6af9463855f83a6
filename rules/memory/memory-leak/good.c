/* The same client, every block released or handed on. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct report {
    char *title;
    uint8_t *body;
};

struct list {
    struct list *next;
    char *text;
};

static char *last_line;

/* One exit through which every path goes. */
int send_report(const char *text)
{
    int result = -1;
    char *line = malloc(256);

    if (line == NULL)
        goto done;
    if (strlen(text) > 200)
        goto done;
    snprintf(line, 256, "report: %s", text);
    puts(line);
    result = 0;
done:
    free(line);
    return result;
}

/* On failure what was allocated before is released. */
struct report *new_report(size_t size)
{
    struct report *r = malloc(sizeof *r);

    if (r == NULL)
        return NULL;
    r->title = NULL;
    r->body = malloc(size);
    if (r->body == NULL) {
        free(r);
        return NULL;
    }
    return r;
}

/* The caller takes the block, by result or through a pointer. */
char *copy_title(const struct report *r)
{
    char *copy = strdup(r->title);

    return copy;
}

int read_title(const struct report *r, char **title)
{
    char *copy = strdup(r->title);

    if (copy == NULL)
        return -1;
    *title = copy;
    return 0;
}

/* A record that lives on keeps it. */
int set_title(struct report *r, const char *title)
{
    char *copy = strdup(title);

    if (copy == NULL)
        return -1;
    free(r->title);
    r->title = copy;
    return 0;
}

/* So does a list, or a variable of the file. */
int prepend(struct list **head, const char *text)
{
    struct list *node = malloc(sizeof *node);

    if (node == NULL)
        return -1;
    node->text = strdup(text);
    if (node->text == NULL) {
        free(node);
        return -1;
    }
    node->next = *head;
    *head = node;
    return 0;
}

void remember(const char *line)
{
    char *copy = strdup(line);

    if (copy == NULL)
        return;
    free(last_line);
    last_line = copy;
}

/* The result of realloc has a variable of its own. */
char *enlarge(size_t size)
{
    char *buffer = malloc(16);
    char *larger;

    if (buffer == NULL)
        return NULL;
    larger = realloc(buffer, size);
    if (larger == NULL) {
        free(buffer);
        return NULL;
    }
    return larger;
}

/* Released in each turn, on each path. */
void show_all(const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        char *copy = strdup(names[i]);

        if (copy == NULL)
            break;
        if (copy[0] == '#') {
            free(copy);
            continue;
        }
        puts(copy);
        free(copy);
    }
}

/* A function that is not known may take it over. */
extern int queue_put(void *item);

int enqueue(const char *text)
{
    char *copy = strdup(text);

    if (copy == NULL)
        return -1;
    return queue_put(copy);
}

/* The program ends here, and with it everything it holds. */
void fail(const char *text)
{
    char *line = malloc(64);

    if (line != NULL) {
        snprintf(line, 64, "fatal: %s", text);
        puts(line);
    }
    exit(1);
}

struct number {
    unsigned long *limbs;
    int count;
};

void number_init(struct number *n);
int number_copy(struct number *to, const struct number *from);
int number_compare(const struct number *a, const struct number *b);
void number_free(struct number *n);

/* All ways lead past the label, but those before there is anything to give back. */
int point_check(const struct number *x, const struct number *limit)
{
    struct number copy;
    int status;

    number_init(&copy);
    if (limit->count == 0)
        return -1;
    if (number_copy(&copy, x) != 0)
        return -1;
    if (number_compare(&copy, limit) >= 0) {
        number_free(&copy);
        return -1;
    }
    if ((status = number_compare(&copy, x)) != 0)
        goto cleanup;
    status = 0;
cleanup:
    number_free(&copy);
    return status;
}

/* Before it is made, where it was not, and where somebody else gets it, there is nothing to give back. */
struct plane {
    int width;
    void *rows;
};

int plane_alloc(struct plane *plane, int width, int height);
void plane_free(struct plane *plane);
int plane_send(const struct plane *plane, int port);
void plane_keep(struct plane *plane);
int port_mode(int port);

int show_plane(int port, int width, int height)
{
    struct plane plane;
    int status = port_mode(port);

    if (status != 0)
        return status;
    status = plane_alloc(&plane, width, height);
    if (status != 0)
        return status;
    if (port_mode(port) == 2) {
        plane_keep(&plane);
        return 0;
    }
    if (port_mode(port) == 3) {
        plane_free(&plane);
        return 1;
    }
    status = plane_send(&plane, port);
    plane_free(&plane);
    if (status != 0)
        return status;
    return port_mode(port);
}

struct chart;

struct chart *chart_create(int kind);
void chart_destroy(struct chart *chart);
int chart_add(struct chart *chart, int value);
static struct chart *shown;

/* What is kept for the next call is not lost. */
int draw_chart(const int *values, int count)
{
    struct chart *chart = chart_create(3);

    shown = chart;
    if (count > 8)
        return 0;
    for (int i = 0; i < count; i++)
        chart_add(chart, values[i]);
    chart_destroy(chart);
    shown = NULL;
    return 0;
}

struct queue;

int queue_push(struct queue *queue, const char *text);
int queue_take(struct queue *queue, char *text);
void queue_link(struct queue *queue, const char *text);

/* Whoever takes it over says so: only otherwise it is ours. */
int enqueue_text(struct queue *queue, const char *text)
{
    char *copy = strdup(text);

    if (copy == NULL)
        return -1;
    if (queue_push(queue, copy) != 0) {
        free(copy);
        return -1;
    }
    return 0;
}

int enqueue_or_count(struct queue *queue, const char *text)
{
    char *copy = strdup(text);

    if (copy == NULL)
        return 0;
    if (queue_take(queue, copy)) {
        free(copy);
        return 0;
    }
    return 1;
}

/* Kept by the one it was given to, or released on failure by it. */
int link_text(struct queue *queue, const char *text)
{
    char *copy = strdup(text);

    if (copy == NULL)
        return -1;
    queue_link(queue, copy);
    return 0;
}

struct samples {
    int *values;
    size_t capacity;
};

/* The old block is kept until the new one is there. */
int grow_samples(struct samples *samples)
{
    int *old = samples->values;

    samples->values = realloc(samples->values, 2 * samples->capacity * sizeof(int));
    if (samples->values == NULL) {
        samples->values = old;
        return -1;
    }
    samples->capacity *= 2;
    return 0;
}

int count_comments(FILE *file)
{
    char *line = NULL;
    size_t room = 0;
    int count = 0;

    while (getline(&line, &room, file) >= 0)
        if (line[0] == '#')
            count++;
    free(line);
    return count;
}

static char *copy_of(const char *text)
{
    char *copy = malloc(strlen(text) + 1);

    if (copy == NULL)
        exit(3);
    strcpy(copy, text);
    return copy;
}

/* The list of names grows and moves, and its names with it. */
int keep_names(const char *const *from, int n)
{
    char **names = NULL;
    int count = 0;

    for (int k = 0; k < n; k++) {
        char **more = realloc(names, (size_t)(k + 1) * sizeof *names);

        if (more == NULL) {
            for (int i = 0; i < count; i++)
                free(names[i]);
            free(names);
            return -1;
        }
        names = more;
        names[count++] = copy_of(from[k]);
    }
    for (int i = 0; i < count; i++) {
        char *name = names[i];

        puts(name);
        free(name);
    }
    free(names);
    return count;
}

int by_name(const void *a, const void *b);

/* Sorted and moved up, all of them are still in the list. */
void sort_and_drop(void)
{
    char *names[3];

    names[0] = copy_of("pump");
    names[1] = copy_of("monitor");
    names[2] = copy_of("bed");
    qsort(names, 3, sizeof names[0], by_name);
    free(names[0]);
    memmove(names, names + 1, 2 * sizeof names[0]);
    for (int i = 0; i < 2; i++) {
        char *name = names[i];

        free(name);
    }
}

/* An arena owns what it is asked for; without one the caller does. */
struct arena {
    struct piece *pieces;
};

struct piece {
    struct piece *next;
};

static void *take(size_t size, struct arena *arena)
{
    struct piece *piece = malloc(size + (arena ? sizeof *piece : 0));

    if (piece == NULL)
        abort();
    if (arena) {
        piece->next = arena->pieces;
        arena->pieces = piece;
        return piece + 1;
    }
    return piece;
}

int parse_challenge(const char *text, struct arena *arena)
{
    char *copy = take(strlen(text) + 1, arena);

    strcpy(copy, text);
    return strcmp(copy, "CRV1") == 0;
}

/* Room for no names is kept nowhere. */
struct names {
    int count;
    unsigned char **all;
};

int make_names(struct names *names)
{
    names->all = malloc(sizeof(unsigned char *) * names->count);
    if (names->all == NULL)
        return 0;
    unsigned char *text = malloc((size_t)13 * names->count);
    if (text == NULL) {
        free(names->all);
        names->all = NULL;
        return 0;
    }
    for (int i = 0; i < names->count; i++) {
        names->all[i] = text;
        text += 13;
    }
    return 1;
}

/* What cleans up behind itself is given back, by whatever name. */
static void release_text(char **text)
{
    free(*text);
}

int read_label(const char *data, size_t length)
{
    __attribute__((cleanup(release_text))) char *text = strndup(data, length);

    if (text == NULL)
        return -1;
    return text[0] == 'x';
}

/* The list keeps the node; the caller only hears of it. */
struct node {
    struct node *next;
    struct node *before;
    void *item;
};

struct node_list {
    struct node *head;
    size_t size;
    void *(*copied)(const void *item);
};

static struct node *new_node(void *item)
{
    struct node *node = calloc(1, sizeof *node);

    if (node == NULL)
        abort();
    node->before = node;
    node->next = node;
    node->item = item;
    return node;
}

static void relink(struct node *node, struct node *before, struct node *next)
{
    struct node *kept = node->next;

    node->next = before->next;
    before->next = kept;
    kept = node->before;
    node->before = next->before;
    next->before = kept;
}

void *append_item(struct node_list *list, void *item)
{
    if (list->copied) {
        item = list->copied(item);
        if (item == NULL)
            abort();
    }
    struct node *node = new_node(item);
    relink(node, list->head->before, list->head);
    list->size++;
    return node;
}

int append_text(struct node_list *list, char *text)
{
    append_item(list, text);
    return list->size > 3;
}

/* Where another program does not take over, the child ends. */
void *start_program(const char *path, const char *argument)
{
    char *copy = strdup(argument);

    if (copy == NULL)
        return NULL;
    if (fork() == 0) {
        char *const arguments[] = {"program", copy, NULL};

        if (execv(path, arguments) == -1)
            _exit(1);
        return NULL;
    }
    return copy;
}

/* A list that its own function takes apart, node by node. */
struct item {
    void *data;
    struct item *next;
};

static struct item *new_item(void *data)
{
    struct item *item = malloc(sizeof *item);

    if (item == NULL)
        abort();
    item->data = data;
    item->next = NULL;
    return item;
}

static void append_item(struct item *list, void *data)
{
    while (list->next != NULL)
        list = list->next;
    list->next = new_item(data);
}

static void drop_items(struct item *list)
{
    struct item *next = list;

    do {
        struct item *current = next;

        next = current->next;
        free(current);
    } while (next != NULL);
}

void show_both(unsigned which, void *first, void *second)
{
    struct item *names = new_item(NULL);
    struct item *values = new_item(NULL);

    if (which & 1) {
        append_item(names, first);
        append_item(values, second);
    }
    if (which & 2) {
        append_item(names, second);
        append_item(values, first);
    }
    drop_items(names);
    drop_items(values);
}

/* A loop that a macro makes reads what it is given, as far as anybody knows. */
int count_hooks(void)
{
    struct item *hooks = new_item(NULL);
    int n = 0;

    hooks_iterate(hooks, hook_type, on_close){
        n++;
    }
    free(hooks);
    return n;
}

struct trouble {
    const char *name;
};

void trouble_init(struct trouble *t);
int trouble_is_set(const struct trouble *t);
void trouble_free(struct trouble *t);
int ask_bus(int request, struct trouble *t);

/* Where nothing went wrong there is nothing to give back. */
int ask(int request)
{
    struct trouble error;
    int answer;

    trouble_init(&error);
    answer = ask_bus(request, &error);
    if (trouble_is_set(&error))
        goto fail;
    return answer;

fail:
    if (trouble_is_set(&error))
        trouble_free(&error);
    return -1;
}

static void drop_list(char **list);
#define AUTO(f) __attribute__((__cleanup__(f)))
#define AUTO_LIST AUTO(drop_list)

/* Given back by what its declaration says, behind a macro. */
int fill_list(int n)
{
    AUTO_LIST char *list = malloc(64);

    if (!list || n > 63)
        return -1;
    list[n] = 1;
    return list[0];
}

static void drop_list(char **list)
{
    free(*list);
}

/* A transfer keeps its buffer: what is called when it is done gives it back. */
struct libusb_transfer;
struct libusb_device_handle;
typedef void (*libusb_transfer_cb_fn)(struct libusb_transfer *transfer);
struct libusb_transfer *libusb_alloc_transfer(int packets);
void libusb_free_transfer(struct libusb_transfer *transfer);
int libusb_submit_transfer(struct libusb_transfer *transfer);
void libusb_fill_bulk_transfer(struct libusb_transfer *transfer, struct libusb_device_handle *device,
                               unsigned char endpoint, unsigned char *buffer, int size,
                               libusb_transfer_cb_fn callback, void *context, unsigned int timeout);
}

void on_received(struct libusb_transfer *transfer);

int start_reception(struct libusb_device_handle *device)
{
    unsigned char *buffer = malloc(64);
    struct libusb_transfer *transfer;

    if (buffer == NULL)
        return -1;
    transfer = libusb_alloc_transfer(0);
    if (transfer == NULL) {
        free(buffer);
        return -1;
    }
    libusb_fill_bulk_transfer(transfer, device, 0x81, buffer, 64, on_received, NULL, 100);
    if (libusb_submit_transfer(transfer) != 0) {
        libusb_free_transfer(transfer);
        free(buffer);
        return -1;
    }
    return 0;
}

/* Behind the name it says the same. */
int fill_note(int n)
{
    char *note __attribute__((cleanup(drop_list))) = malloc(64);

    if (!note || n > 63)
        return -1;
    note[n] = 1;
    return note[n];
}

static char *answer;

/* Null is no failure where no bytes were asked for: the old block is gone then. */
int resize_answer(size_t size)
{
    char *larger = realloc(answer, size);

    if (larger == NULL && size != 0)
        return -1;
    answer = larger;
    return 0;
}

struct name_node {
    char *name;
    struct name_node *next;
};

struct name_folder {
    struct name_node *names;
};

static char *copied(const char *text)
{
    char *copy = strdup(text);

    if (copy == NULL)
        exit(1);
    return copy;
}

static void *blocks_of(size_t size)
{
    void *block = malloc(size);

    if (block == NULL)
        exit(1);
    return block;
}

static void close_names(struct name_folder *folder)
{
    struct name_node *node = folder->names;

    while (node != NULL) {
        struct name_node *last = node;

        node = node->next;
        free(last->name);
        free(last);
    }
    free(folder);
}

int next_name(char *name, int size);

/* Whatever the list has by then goes with the folder. */
struct name_folder *open_names(int count)
{
    char name[16];
    struct name_node *last = NULL, *node;
    struct name_folder *folder = blocks_of(sizeof(*folder));

    folder->names = NULL;
    while (count--) {
        if (next_name(name, sizeof(name)) == 0) {
            close_names(folder);
            return NULL;
        }
        node = blocks_of(sizeof(*node));
        node->name = copied(name);
        node->next = NULL;
        if (last == NULL)
            folder->names = node;
        else
            last->next = node;
        last = node;
    }
    return folder;
}

int set_user_data(void *session, void *data);
int set_certificate(void *session, void *certificate);

/* A library keeps it for as long as there is a session, and has not begun to where that fails. */
int keep_counter(void *session, void *certificate)
{
    int *counter = malloc(sizeof(*counter));

    if (counter == NULL)
        return 0;
    *counter = 1;
    set_user_data(session, counter);
    if (set_certificate(session, certificate) < 0) {
        free(counter);
        return 0;
    }
    return 1;
}

int keep_in(void *owner, void *part);

/* One answer says that the part has an owner now, all others that it has none. */
int give_away(void *owner)
{
    int *part = malloc(sizeof(*part));
    int kept;

    if (part == NULL)
        return 12;
    *part = 1;
    kept = keep_in(owner, part);
    if (kept != 1) {
        free(part);
        return 12;
    }
    part = NULL;
    return 0;
}

struct text {
    char *bytes;
};

void text_init(struct text *text);
void text_free(struct text *text);
int text_read(struct text *text);

/* The other kind has no text. */
int read_kind(int kind)
{
    struct text text;
    int status = -1;

    switch (kind) {
    case 1:
        text_init(&text);
        if (text_read(&text) < 0)
            goto out;
        if (text.bytes[0] == 0)
            goto out;
        status = 0;
        break;
    default:
        if (kind > 3)
            return -1;
        return 0;
    }
out:
    text_free(&text);
    return status;
}
