/* Objects of a library that nothing is known of, which others take over or which are nobody's to give back. */
#include <stddef.h>

struct window;
struct window *window_new(struct window *parent);
void window_destroy(struct window *w);
int window_setup(struct window *w);

struct entry {
    struct entry *next;
    int key;
};
struct entry *entry_create(int key);
void entry_destroy(struct entry *e);
struct entry *entry_find(int key);

struct window *timer_with(unsigned delay, struct entry *e);
unsigned number_of(struct window *w);

static struct entry *entries;

/* The parent keeps it; only where it cannot be set up it has to go. */
int open_dialog(struct window *parent)
{
    struct window *w = window_new(parent);

    if (w == NULL)
        return -1;
    if (window_setup(w) < 0) {
        window_destroy(w);
        return -1;
    }
    return 0;
}

/* The same, and nobody is asked in between. */
int open_panel(struct window *parent, int width)
{
    struct window *w = window_new(parent);

    if (width < 0) {
        window_destroy(w);
        return -1;
    }
    return 0;
}

/* What calls back later keeps what it is to be called with; only where there is no such thing it has to go. */
unsigned call_later(unsigned delay)
{
    struct entry *e = entry_create((int)delay);
    unsigned id = 0;

    if (e == NULL)
        return 0;
    for (int tries = 0; id == 0 && tries < 3; tries++) {
        struct window *timer = timer_with(delay, e);

        if (timer == NULL)
            break;
        id = number_of(timer);
        if (id == 0 || entry_find((int)id) != NULL)
            window_destroy(timer);
    }
    if (id == 0)
        entry_destroy(e);
    return id;
}

/* A list takes it. */
int add_entry(int key)
{
    struct entry *e = entry_create(key);

    if (e == NULL)
        return -1;
    if (e->key < 0) {
        entry_destroy(e);
        return -1;
    }
    e->next = entries;
    entries = e;
    return 0;
}

/* The caller gets it. */
struct entry *make_entry(int key)
{
    struct entry *e = entry_create(key);

    if (e != NULL && e->key < 0) {
        entry_destroy(e);
        return NULL;
    }
    return e;
}

/* What is found belongs to whoever keeps it. */
int drop_old(int key)
{
    struct entry *e = entry_find(key);

    if (e != NULL && e->key < 0) {
        entry_destroy(e);
        return 1;
    }
    return 0;
}

/* Two references, and two that let go of them: what is used in between is still there. */
int key_of(int key)
{
    struct entry *e = entry_create(key);
    int found = -1;

    if (e == NULL)
        return -1;
    entry_destroy(e);
    found = e->key;
    entry_destroy(e);
    return found;
}
