/* The gateway with tests that tell success from every failure. */
#include <sys/types.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <mbedtls/ssl.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

int accept_update(EVP_MD_CTX *context, const unsigned char *signature, unsigned int length, EVP_PKEY *key)
{
    if (EVP_VerifyFinal(context, signature, length, key) != 1)
        return 0;
    return 1;
}

int accept_digest(EVP_MD_CTX *context, const unsigned char *signature, size_t length)
{
    int result = EVP_DigestVerifyFinal(context, signature, length);

    return result == 1;
}

/* Two tests of one result: each failure has its own. */
int accept_either(EVP_MD_CTX *context, const unsigned char *signature, size_t length)
{
    int result = EVP_DigestVerifyFinal(context, signature, length);

    if (!result)
        return 0;
    if (result < 0)
        return -1;
    return 1;
}

int read_rate(const char *field)
{
    int rate = 0;

    if (sscanf(field, "%d", &rate) == 1)
        return rate;
    return -1;
}

/* One of two will do. */
int read_range(const char *field, int *low, int *high)
{
    if (sscanf(field, "%d-%d", low, high) >= 1)
        return 0;
    return -1;
}

int read_other_range(const char *field, int *low, int *high)
{
    if (sscanf(field, "%d-%d", low, high) == 1)
        *high = *low;
    return 0;
}

/* Every word fits: only the end of the file is in the way. */
int count_words(FILE *in)
{
    char word[32];
    int count = 0;

    while (fscanf(in, "%31s", word) != EOF)
        count++;
    return count;
}

/* It has no conversions whose number could be told. */
int skip_line(FILE *in)
{
    return fscanf(in, "%*[^\n]") != EOF;
}

/* An int has room for every byte and for the end; and what is compared with a character is no question for the end. */
long length_of(FILE *in)
{
    long length = 0;
    int c;

    while ((c = fgetc(in)) != EOF)
        length++;
    return length;
}

int answers_yes(FILE *in)
{
    char c = fgetc(in);

    return c == 'y';
}

int next_byte(int fd)
{
    unsigned char byte = 0;
    ssize_t count = read(fd, &byte, 1);

    if (!count)
        return -1;
    if (count < 0)
        return -2;
    return byte;
}

int next_two(int fd, unsigned char *bytes)
{
    ssize_t count;

    if ((count = read(fd, bytes, 2)) == 0)
        return 0;
    return count == 2 ? 2 : -1;
}

int start(pthread_t *thread, void *(*run)(void *))
{
    return pthread_create(thread, NULL, run, NULL) ? -1 : 0;
}

int wait_until(pthread_cond_t *ready, pthread_mutex_t *mutex, const struct timespec *until)
{
    return pthread_cond_timedwait(ready, mutex, until) == ETIMEDOUT;
}

int greet(SSL *connection)
{
    int result = SSL_connect(connection);

    if (result < 0)
        return SSL_get_error(connection, result);
    return result;
}

int handshake(mbedtls_ssl_context *ssl)
{
    return mbedtls_ssl_handshake(ssl) < 0 ? -1 : 0;
}

int key(unsigned char *secret, int length)
{
    return RAND_bytes(secret, length) > 0;
}

/* Descriptors are given from the lowest: this one has to be that of standard input. */
void use_null_device(void)
{
    if (open("/dev/null", O_RDONLY) != 0)
        _exit(1);
}

/* Dropped on purpose, in the way that quiets compilers. */
void wake(int fd)
{
    if (write(fd, "", 1)) {
    }
}

void tell(int fd, const void *line, size_t length)
{
    (void)!write(fd, line, length);
}

/* A function of the program's own may mean something else by that name. */
static int dup(int value)
{
    return value * 2;
}

int is_odd(int value)
{
    return !dup(value);
}

struct header {
    uint16_t type, length;
};

int read_header(int fd, struct header *h)
{
    ssize_t n = read(fd, h, sizeof *h);

    if (n < 0 || (size_t)n < sizeof *h)
        return -1;
    n = read(fd, h, sizeof *h);
    if (n < (ssize_t)sizeof *h)
        return -1;
    n = read(fd, h, sizeof *h);
    return n != sizeof *h;
}
