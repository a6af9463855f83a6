/* Device manager: pointers that are null where they are used. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct device {
    int id;
    char *name;
    struct device *next;
};

#define ID_OF(d) ((d)->id)

/* The message uses the pointer that was just found to be null. */
int start(struct device *d)
{
    if (d == NULL) {
        printf("device %d is missing\n", d->id); // expect: null-dereference at `d->id`
        return -1;
    }
    return d->id;
}

/* Used first, checked afterwards. */
int stop(struct device *d)
{
    int id = d->id; // expect: null-dereference at `d->id`

    if (d == NULL)
        return -1;
    return id;
}

/* Nothing was found, and the loop's pointer is used. */
int id_of(struct device *list, const char *name)
{
    struct device *found = NULL;

    for (struct device *d = list; d != NULL; d = d->next) {
        if (strcmp(d->name, name) == 0)
            found = d;
    }
    return found->id; // expect: null-dereference at `found->id`
}

const struct device *find_device(int id);

/* What comes of the null is known, and excludes nothing. */
int is_high(int id)
{
    const struct device *d = find_device(id);
    int level = 0;

    if (d != NULL)
        level = d->id;
    if (level > 5)
        return 1;
    return d->name != NULL; // expect: null-dereference at `d->name`
}

/* The wrong operator: || where && is needed. */
int is_named(const struct device *d)
{
    if (d != NULL || d->name != NULL) // expect: null-dereference at `d->name`
        return 1;
    return 0;
}

/* One branch does not set it. */
const char *describe(int state, struct device *d)
{
    struct device *current = NULL;

    if (state > 0)
        current = d;
    current->id = state; // expect: null-dereference at `current->id`
    return current->name;
}

/* The warning is printed, and then it goes on. */
int restart(struct device *d)
{
    if (!d)
        puts("no device");
    d->id++; // expect: null-dereference at `d->id`
    return d->id;
}

/* A function that does not take null. */
size_t name_length(void)
{
    const char *name = NULL;

    return strlen(name); // expect: null-dereference at `strlen`
}

/* The field is cleared and then used, through a macro. */
int forget(struct device *d)
{
    struct device *gone = d->next;

    free(gone);
    d->next = NULL;
    return ID_OF(d->next); // expect: null-dereference at `ID_OF`
}

/* The loop ends when there is no device left. */
int last_id(struct device *d)
{
    while (d)
        d = d->next;
    return d->id; // expect: null-dereference at `d->id`
}

/* The search ends without a device if none has the number. */
const char *name_of(struct device *devices, int id)
{
    struct device *d;

    for (d = devices; d != NULL; d = d->next)
        if (d->id == id)
            break;
    return d->name; // expect: null-dereference at `d->name`
}

int rename_device(struct device *devices, int id, char *name)
{
    while (devices && devices->id != id)
        devices = devices->next;
    devices->name = name; // expect: null-dereference at `devices->name`
    return 0;
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

int value_of(int key)
{
    struct record *found = find_record(key);

    return found->value; // expect: null-dereference
}

int value_or(int key, int other)
{
    struct record *found = find_record(key);

    if (!found)
        return other;
    return found->value;
}

int set_value(int key, int value)
{
    struct record *found;

    if ((found = find_record(key)) == NULL)
        return -1;
    found->value = value;
    return 0;
}
