/* Objects of a library that nothing is known of: the function itself says that they are to be given back. */
#include <stddef.h>

struct message;
struct message *message_new(int kind);
void message_unref(struct message *m);
int message_append(struct message *m, const char *text);
int message_send(struct message *m);

struct entry {
    int key;
    int value;
};
struct entry *entry_create(int key);
void entry_destroy(struct entry *e);
char *copy_string(const char *text);
void free(void *block);

/* Given back where sending fails and where it does not, but not where there is nothing to send. */
int announce(const char *name)
{
    struct message *m = message_new(3);

    if (m == NULL)
        return -1;
    if (message_append(m, name) < 0)
        return -2; // expect: memory-leak
    if (message_send(m) < 0) {
        message_unref(m);
        return -3;
    }
    message_unref(m);
    return 0;
}

/* The label is there, and passed by. */
int look(int key)
{
    struct entry *e = entry_create(key);
    int result = -1;

    if (e == NULL)
        goto out;
    if (key > 100)
        return -5; // expect: memory-leak
    result = e->value;
out:
    entry_destroy(e);
    return result;
}

/* Next, please: with the one before still held. */
int count_up_to(int n)
{
    int found = 0;

    for (int i = 0; i < n; i++) {
        struct entry *e = entry_create(i);

        if (e->key == 7)
            continue; // expect: memory-leak
        found += e->value;
        entry_destroy(e);
    }
    return found;
}

/* Who copies is not known, but what free() takes back was memory. */
int first_letter(const char *text, int limit)
{
    char *copy = copy_string(text);
    int letter = copy[0];

    if (letter > limit)
        return -1; // expect: memory-leak
    free(copy);
    return letter;
}
