/* Sample store of a recorder: locks that are kept. */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct store {
    pthread_mutex_t mutex;
    size_t count;
    size_t capacity;
    uint16_t *samples;
};

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t names_lock = PTHREAD_RWLOCK_INITIALIZER;
static int table[16];

int write_sample(uint16_t sample);

/* The store is full, and stays locked. */
int add_sample(struct store *store, uint16_t sample)
{
    pthread_mutex_lock(&store->mutex);
    if (store->count == store->capacity)
        return -1; // expect: lock-not-released at `return`
    store->samples[store->count++] = sample;
    pthread_mutex_unlock(&store->mutex);
    return 0;
}

/* An error after other functions have run. */
int flush_samples(struct store *store)
{
    pthread_mutex_lock(&store->mutex);
    for (size_t i = 0; i < store->count; i++) {
        if (write_sample(store->samples[i]) != 0)
            return -1; // expect: lock-not-released at `return`
    }
    store->count = 0;
    pthread_mutex_unlock(&store->mutex);
    return 0;
}

/* The label stands behind the call. */
int set_entry(int index, int value)
{
    int result = -1;

    if (pthread_mutex_lock(&table_lock) != 0)
        return -1;
    if (index < 0 || index >= 16)
        goto out;
    table[index] = value;
    result = 0;
    pthread_mutex_unlock(&table_lock);
out:
    return result; // expect: lock-not-released at `return`
}

/* Null while the lock is held. */
char *copy_names(const char *names)
{
    char *copy;

    pthread_rwlock_wrlock(&names_lock);
    copy = malloc(strlen(names) + 1);
    if (copy == NULL)
        return NULL; // expect: lock-not-released at `return`
    strcpy(copy, names);
    pthread_rwlock_unlock(&names_lock);
    return copy;
}

/* Waits for itself. */
void reset_table(int all)
{
    pthread_mutex_lock(&table_lock);
    table[0] = 0;
    if (all) {
        pthread_mutex_lock(&table_lock); // expect: lock-not-released at `pthread_mutex_lock`
        memset(table, 0, sizeof table);
    }
    pthread_mutex_unlock(&table_lock);
}

/* The next round finds the lock taken by this one. */
int count_entries(void)
{
    int count = 0;

    for (int i = 0; i < 16; i++) {
        pthread_mutex_lock(&table_lock); // expect: lock-not-released at `pthread_mutex_lock`
        if (table[i] == 0)
            continue;
        count++;
        pthread_mutex_unlock(&table_lock);
    }
    return count; // expect: lock-not-released at `return`
}

/* Given back in the branch and behind it. */
int take_entry(int index)
{
    int value;

    pthread_mutex_lock(&table_lock);
    value = table[index & 15];
    if (value == 0) {
        value = -1;
        pthread_mutex_unlock(&table_lock);
    }
    table[index & 15] = 0;
    pthread_mutex_unlock(&table_lock); // expect: lock-not-released at `pthread_mutex_unlock`
    return value;
}

/* The way out is for those who hold the lock. */
int replace_entry(int index, int value)
{
    int result = -1;

    if (index < 0 || index >= 16)
        goto out;
    pthread_mutex_lock(&table_lock);
    if (table[index] != 0) {
        table[index] = value;
        result = 0;
    }
out:
    pthread_mutex_unlock(&table_lock); // expect: lock-not-released at `pthread_mutex_unlock`
    return result;
}

static int sum_entries(void)
{
    int sum = 0;

    pthread_mutex_lock(&table_lock);
    for (int i = 0; i < 16; i++)
        sum += table[i];
    pthread_mutex_unlock(&table_lock);
    return sum;
}

/* The helper takes the same lock. */
void store_sum(void)
{
    pthread_mutex_lock(&table_lock);
    table[0] = sum_entries(); // expect: lock-not-released at `sum_entries`
    pthread_mutex_unlock(&table_lock);
}
