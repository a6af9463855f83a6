/* Pairing of a sensor: secrets that only seem to be erased. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct session {
    uint8_t *key;
    size_t size;
};

struct credentials {
    char user[16];
    char text[32];
};

int read_line(char *line, size_t size);
int derive(const char *text, uint8_t *out);
int check(const char *text);
int seal(const uint8_t *key, const uint8_t *data, size_t size);

/* Right before the return. */
int log_in(void)
{
    char password[64];
    int ok;

    if (read_line(password, sizeof password) != 0)
        return -1;
    ok = check(password);
    memset(password, 0, sizeof password); // expect: erased-secret at `memset`
    return ok;
}

/* At the end of a block. */
int pair(const uint8_t *data, size_t size)
{
    int result = -1;

    for (int attempt = 0; attempt < 3 && result != 0; attempt++) {
        uint8_t sessionKey[16];

        if (derive("pairing", sessionKey) != 0)
            continue;
        result = seal(sessionKey, data, size);
        bzero(sessionKey, sizeof sessionKey); // expect: erased-secret at `bzero`
    }
    return result;
}

/* The type says what it is. */
int enter(void)
{
    struct credentials entered = {{0}, {0}};
    int ok;

    if (read_line(entered.text, sizeof entered.text) != 0)
        return -1;
    ok = check(entered.text);
    memset(&entered, 0, sizeof entered); // expect: erased-secret at `memset`
    return ok;
}

/* Before the block goes back to the heap. */
void end_session(struct session *session)
{
    memset(session->key, 0, session->size); // expect: erased-secret at `memset`
    free(session->key);
    session->key = NULL;
}

/* The same, with a variable. */
int seal_once(const uint8_t *data, size_t size)
{
    int result;
    uint8_t *secret = malloc(32);

    if (secret == NULL)
        return -1;
    result = derive("once", secret) == 0 ? seal(secret, data, size) : -1;
    memset(secret, 0, 32); // expect: erased-secret at `memset`
    free(secret);
    return result;
}
