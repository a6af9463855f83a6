/* Pairing of a sensor: erased for sure, erased for use, or nothing to erase. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct session {
    uint8_t *key;
    size_t size;
};

int read_line(char *line, size_t size);
int derive(const char *text, uint8_t *out);
int check(const char *text);
int seal(const uint8_t *key, const uint8_t *data, size_t size);
int send_block(const uint8_t *data, size_t size);
void forget(void);
static uint8_t master_key[32];

int log_in(void)
{
    char password[64];
    int ok;

    if (read_line(password, sizeof password) != 0)
        return -1;
    ok = check(password);
    explicit_bzero(password, sizeof password);
    return ok;
}

/* Zero is where it starts. */
int pair(const uint8_t *data, size_t size)
{
    uint8_t key[16];

    memset(key, 0, sizeof key);
    if (derive("pairing", key) != 0)
        return -1;
    return seal(key, data, size);
}

/* Each round starts anew. */
int pair_all(const uint8_t *data, size_t size)
{
    uint8_t key[16];
    int result = 0;

    for (int i = 0; i < 3; i++) {
        memset(key, 0, sizeof key);
        key[0] = (uint8_t)i;
        result |= seal(key, data, size);
    }
    return result;
}

/* The zeros are read: by a test, by a call. */
int wipe_test(void)
{
    uint8_t secret[8];

    if (derive("test", secret) != 0)
        return -1;
    memset(secret, 0, sizeof secret);
    return secret[0];
}

int send_pad(void)
{
    uint8_t token[8];

    memset(token, 0, sizeof token);
    return send_block(token, sizeof token);
}

/* Memory that outlives the function. */
void end(struct session *session)
{
    memset(master_key, 0, sizeof master_key);
    memset(session->key, 0, session->size);
}

/* Other code may look at it through the address it was given. */
int exchange(void)
{
    uint8_t key[16];
    int result;

    if (derive("exchange", key) != 0)
        return -1;
    result = seal(key, key, sizeof key);
    memset(key, 0, sizeof key);
    forget();
    return result;
}

/* No secret. */
int average(const uint8_t *data, size_t size)
{
    unsigned counts[16] = {0};
    unsigned most = 0;

    for (size_t i = 0; i < size; i++)
        if (++counts[data[i] & 15] > most)
            most = counts[data[i] & 15];
    memset(counts, 0, sizeof counts);
    return (int)most;
}

/* Used once more before it is freed. */
int reuse(size_t size)
{
    int result;
    uint8_t *key = malloc(size);

    if (key == NULL)
        return -1;
    memset(key, 0, size);
    result = send_block(key, size);
    free(key);
    return result;
}

/* The caller gets it. */
struct token {
    int type;
    int size;
};

struct token no_token(void)
{
    struct token token;

    memset(&token, 0, sizeof(token));
    return token;
}
