/* The Bluetooth remote: pairing, the queue of its commands, and its menu. */
#include <mosquitto.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "remote.h"

static pthread_mutex_t queue_lock = PTHREAD_MUTEX_INITIALIZER;
static uint8_t queue[REMOTE_QUEUE];
static size_t queued;

/* Whoever is near may write the rate; its twin, the limit, asks for a pairing. */
const struct radio_value remote_values[2] = {
    {0x2a01, BLE_GATT_CHR_F_READ | BLE_GATT_CHR_F_WRITE}, // expect: unauthenticated-peer at `BLE_GATT_CHR_F_WRITE`
    {0x2a02, BLE_GATT_CHR_F_READ | BLE_GATT_CHR_F_WRITE | BLE_GATT_CHR_F_WRITE_AUTHEN},
};

/* Nothing reads the PIN again, so the compiler need not store the zeros. */
int remote_pair(void)
{
    char pin[8];
    uint8_t key[16];
    int result;

    if (radio_pin(pin, sizeof pin) != 0)
        return -1;
    result = radio_session_key(pin, key) == 0 ? radio_send(key, sizeof key) : -1;
    explicit_bzero(key, sizeof key);
    memset(pin, 0, sizeof pin); // expect: erased-secret at `memset`
    return result;
}

/* Twin: both are erased for sure. */
int remote_pair_checked(void)
{
    char pin[8];
    uint8_t key[16];
    int result;

    if (radio_pin(pin, sizeof pin) != 0)
        return -1;
    result = radio_session_key(pin, key) == 0 ? radio_send(key, sizeof key) : -1;
    explicit_bzero(key, sizeof key);
    explicit_bzero(pin, sizeof pin);
    return result;
}

/* Whoever saw a few numbers before knows the one that pairs. */
uint32_t remote_new_token(void)
{
    return (uint32_t)rand(); // expect: weak-randomness at `rand`
}

/* Twin: from the system, or not at all. */
int remote_new_token_checked(uint32_t *token)
{
    return getrandom(token, sizeof *token, 0) == (ssize_t)sizeof *token ? 0 : -1;
}

/* How long it takes tells how many digits were right. */
int remote_is_known(const char *password, const char *given)
{
    return strcmp(password, given) == 0; // expect: timing-comparison at `strcmp`
}

/* Twin: all digits, whatever they are. */
int remote_is_known_checked(const char password[8], const char given[8])
{
    int differs = 0;

    for (size_t i = 0; i < 8; i++)
        differs |= password[i] ^ given[i];
    return differs == 0;
}

/* The way out for an error leaves the key in memory that others get. */
int remote_store_key(size_t size)
{
    uint8_t *key = malloc(size);
    int result;

    if (key == NULL)
        return -1;
    if (radio_session_key("", key) != 0) {
        free(key); // expect: unerased-secret at `free`
        return -1;
    }
    result = radio_send(key, size);
    explicit_bzero(key, size);
    free(key);
    return result;
}

/* Twin: one way out. */
int remote_store_key_checked(size_t size)
{
    uint8_t *key = malloc(size);
    int result = -1;

    if (key == NULL)
        return -1;
    if (radio_session_key("", key) == 0)
        result = radio_send(key, size);
    explicit_bzero(key, size);
    free(key);
    return result;
}

/* A full queue stays locked, and the next command waits for ever. */
int remote_queue(uint8_t command)
{
    pthread_mutex_lock(&queue_lock);
    if (queued == REMOTE_QUEUE)
        return -1; // expect: lock-not-released at `return`
    queue[queued++] = command;
    pthread_mutex_unlock(&queue_lock);
    return 0;
}

/* Twin: one way out. */
int remote_queue_checked(uint8_t command)
{
    int result = -1;

    pthread_mutex_lock(&queue_lock);
    if (queued < REMOTE_QUEUE) {
        queue[queued++] = command;
        result = 0;
    }
    pthread_mutex_unlock(&queue_lock);
    return result;
}

/* The whole image on the stack of whoever calls. */
int remote_update(const uint8_t *image, size_t size) // expect: large-stack-frame at `remote_update`
{
    uint8_t pages[REMOTE_PAGES * REMOTE_PAGE_BYTES];

    if (size > sizeof pages)
        return -1;
    memset(pages, 0xff, sizeof pages);
    memcpy(pages, image, size);
    return radio_send(pages, sizeof pages);
}

/* Twin: page by page. */
int remote_update_paged(const uint8_t *image, size_t size)
{
    uint8_t page[REMOTE_PAGE_BYTES];

    for (size_t done = 0; done < size; done += sizeof page) {
        size_t part = size - done < sizeof page ? size - done : sizeof page;

        memset(page, 0xff, sizeof page);
        memcpy(page, image + done, part);
        if (radio_send(page, sizeof page) != 0)
            return -1;
    }
    return 0;
}

/* As much stack as the text is long. */
int remote_send_text(const char *text)
{
    size_t length = strlen(text);
    uint8_t frame[length + 2]; // expect: unbounded-stack-allocation at `frame`

    frame[0] = 'T';
    memcpy(frame + 1, text, length + 1);
    return radio_send(frame, length + 2);
}

/* Twin: a text that is too long is refused. */
int remote_send_text_checked(const char *text)
{
    uint8_t frame[66];
    size_t length = strlen(text);

    if (length > 64)
        return -1;
    frame[0] = 'T';
    memcpy(frame + 1, text, length + 1);
    return radio_send(frame, length + 2);
}

/* The topmost menu has no parent, and nobody asks. */
int menu_level(const struct menu *menu)
{
    return 1 + menu_level(menu->parent); // expect: unbounded-recursion at `menu_level`
}

/* Twin: ends at the top. */
int menu_level_checked(const struct menu *menu)
{
    return menu == NULL ? 0 : 1 + menu_level_checked(menu->parent);
}

/* New software comes from whoever answers for the server. */
int remote_update(void)
{
    if (system("/usr/bin/wget -q -O /run/update.bin http://updates/station.bin") != 0)
        return -1;
    return system("/sbin/flashcp /run/update.bin /dev/mtd1"); // expect: unverified-image at `system`
}

/* Twin: a list of versions is no software. */
int remote_ask_versions(void)
{
    if (system("/usr/bin/wget -q -O /run/versions http://updates/versions") != 0)
        return -1;
    return system("/usr/bin/sort /etc/versions");
}

/* The same password in every pump. */
int remote_log_in(struct mosquitto *broker)
{
    return mosquitto_username_pw_set(broker, "pump", "Inf!2019-ward"); // expect: hard-coded-secret at `mosquitto_username_pw_set`
}

/* Twin: told when the pump was set up. */
int remote_log_in_as_told(struct mosquitto *broker, const char *password)
{
    return mosquitto_username_pw_set(broker, "pump", password);
}
