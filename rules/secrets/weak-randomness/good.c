#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

struct login {
    char session_id[33];
};

int login_begin(struct login *login)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[16];

    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return -1;
    for (int i = 0; i < 32; i++)
        login->session_id[i] = digits[(bytes[i / 2] >> (i % 2 * 4)) & 15];
    login->session_id[32] = '\0';
    return 0;
}

/* What only has to differ. */
unsigned int retry_delay(unsigned int base)
{
    return base + (unsigned int)rand() % 100u;
}

/* The names speak of time, not of secrets. */
void poll_all(unsigned int *session_timeout, int *token_count)
{
    *session_timeout = 30u + (unsigned int)rand() % 5u;
    *token_count = rand() % 8;
}

/* A place in a table. */
int table_sample(const int *keys, int count)
{
    int key = keys[rand() % count];
    return key;
}
