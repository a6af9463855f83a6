/* Sample store of a recorder: whatever is taken is given back, or kept on purpose. */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct store {
    pthread_mutex_t mutex;
    int threaded;
    size_t count;
    size_t capacity;
    uint16_t *samples;
};

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t other_lock = PTHREAD_MUTEX_INITIALIZER;
static int table[16];

int write_sample(uint16_t sample);
void store_unlock(struct store *store);
int is_threaded(void);

/* On every path. */
int add_sample(struct store *store, uint16_t sample)
{
    int result = -1;

    pthread_mutex_lock(&store->mutex);
    if (store->count == store->capacity)
        goto done;
    store->samples[store->count++] = sample;
    result = 0;
done:
    pthread_mutex_unlock(&store->mutex);
    return result;
}

/* Before each return. */
int flush_samples(struct store *store)
{
    if (pthread_mutex_lock(&store->mutex) != 0)
        return -1;
    for (size_t i = 0; i < store->count; i++) {
        if (write_sample(store->samples[i]) != 0) {
            pthread_mutex_unlock(&store->mutex);
            return -1;
        }
    }
    pthread_mutex_unlock(&store->mutex);
    return 0;
}

/* Only if there are others: by a flag, and by a question. */
void clear(struct store *store)
{
    if (store->threaded)
        pthread_mutex_lock(&store->mutex);
    store->count = 0;
    write_sample(0);
    if (store->threaded)
        pthread_mutex_unlock(&store->mutex);
}

int size_of(struct store *store)
{
    int size;

    if (is_threaded())
        pthread_mutex_lock(&store->mutex);
    size = (int)store->count;
    if (is_threaded())
        pthread_mutex_unlock(&store->mutex);
    return size;
}

/* The caller gets a store that is locked, or none. */
struct store *find_ready(struct store *stores, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct store *store = &stores[i];

        pthread_mutex_lock(&store->mutex);
        if (store->count > 0)
            return store;
        pthread_mutex_unlock(&store->mutex);
    }
    return NULL;
}

/* Says by its name what it is for. */
int begin_update(struct store *store)
{
    pthread_mutex_lock(&store->mutex);
    if (store->capacity == 0) {
        pthread_mutex_unlock(&store->mutex);
        return -1;
    }
    return 0;
}

/* Another function gives it back. */
int drain(struct store *store)
{
    pthread_mutex_lock(&store->mutex);
    if (store->count == 0) {
        store_unlock(store);
        return 0;
    }
    store->count = 0;
    pthread_mutex_unlock(&store->mutex);
    return 1;
}

/* Given and taken back around something slow. */
int refresh(int index)
{
    int value;

    pthread_mutex_lock(&table_lock);
    while (table[index & 15] == 0) {
        pthread_mutex_unlock(&table_lock);
        write_sample(0);
        pthread_mutex_lock(&table_lock);
    }
    value = table[index & 15];
    pthread_mutex_unlock(&table_lock);
    return value;
}

/* Two locks, and one that may be busy. */
int move_entry(int from, int to)
{
    pthread_mutex_lock(&table_lock);
    if (pthread_mutex_trylock(&other_lock) != 0) {
        pthread_mutex_unlock(&table_lock);
        return -1;
    }
    table[to & 15] = table[from & 15];
    pthread_mutex_unlock(&other_lock);
    pthread_mutex_unlock(&table_lock);
    return 0;
}

/* Hand over hand. */
void pass_on(struct store *first, struct store *second)
{
    pthread_mutex_lock(&first->mutex);
    first->count--;
    pthread_mutex_lock(&second->mutex);
    pthread_mutex_unlock(&first->mutex);
    second->count++;
    pthread_mutex_unlock(&second->mutex);
}

/* One after the other. */
void clear_all(struct store *stores, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pthread_mutex_lock(&stores[i].mutex);
        if (stores[i].count == 0) {
            pthread_mutex_unlock(&stores[i].mutex);
            continue;
        }
        stores[i].count = 0;
        pthread_mutex_unlock(&stores[i].mutex);
    }
}

static pthread_mutex_t entries_lock = PTHREAD_MUTEX_INITIALIZER;
static int entries[16];

/* Two ways out: one for those who hold the lock. */
int replace_entry(int index, int value)
{
    int result = -1;

    if (index < 0 || index >= 16)
        goto out;
    pthread_mutex_lock(&entries_lock);
    if (entries[index] == 0)
        goto unlock;
    entries[index] = value;
    result = 0;
unlock:
    pthread_mutex_unlock(&entries_lock);
out:
    return result;
}

/* For callers that hold the lock, and must not when this returns. */
void leave_entry(int index)
{
    entries[index] = 0;
    pthread_mutex_unlock(&entries_lock);
}

static int sum_entries_locked(void)
{
    int sum = 0;

    for (int i = 0; i < 16; i++)
        sum += entries[i];
    return sum;
}

void store_sum(void)
{
    pthread_mutex_lock(&entries_lock);
    entries[0] = sum_entries_locked();
    pthread_mutex_unlock(&entries_lock);
}

static volatile int is_running;

static int lock_entries(void)
{
    int status = -1;

    status = pthread_mutex_lock(&entries_lock);
    return status;
}

static int unlock_entries(void)
{
    int status = -1;

    status = pthread_mutex_unlock(&entries_lock);
    return status;
}

/* Called with the lock held, and gives it away only while it waits. */
static void wait_until_running(void)
{
    int rounds = 0;

    while (!is_running && ++rounds < 5) {
        unlock_entries();
        usleep(1000);
        lock_entries();
    }
}

void start_entries(void)
{
    lock_entries();
    wait_until_running();
    unlock_entries();
}
