/* An infusion pump's gateway: every result is tested, and every test lets a failure through. */
#include <sys/socket.h>
#include <stdint.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

/* A malformed signature gives -1, which is as true as success. */
int accept_update(EVP_MD_CTX *context, const unsigned char *signature, unsigned int length, EVP_PKEY *key)
{
    if (!EVP_VerifyFinal(context, signature, length, key)) // expect: misread-result at `!EVP_VerifyFinal(context, signature, length, key)`
        return 0;
    return 1;
}

/* The same, with the result kept for the test. */
int accept_digest(EVP_MD_CTX *context, const unsigned char *signature, size_t length)
{
    int result = EVP_DigestVerifyFinal(context, signature, length);

    if (result) // expect: misread-result at `result`
        return 1;
    return 0;
}

/* An empty field ends the text: EOF is not 0, and the rate is not set. */
int read_rate(const char *field)
{
    int rate = 0;

    if (sscanf(field, "%d", &rate)) // expect: misread-result at `sscanf(field, "%d", &rate)`
        return rate;
    return -1;
}

/* A word that is no number gives 0 for ever. */
int sum(FILE *in)
{
    int total = 0;
    int value = 0;

    while (fscanf(in, "%d", &value) != EOF) // expect: misread-result at `fscanf(in, "%d", &value) != EOF`
        total += value;
    return total;
}

/* 0xff is a byte of the file and, in a char, its end as well. */
long length_of(FILE *in)
{
    long length = 0;
    char c;

    while ((c = fgetc(in)) != EOF) // expect: misread-result at `(c = fgetc(in)) != EOF`
        length += c != '\r';
    return length;
}

int has_more(FILE *in)
{
    char next = getc(in);

    if (next == EOF) // expect: misread-result at `next == EOF`
        return 0;
    return 1;
}

/* Nothing was read, but there is a byte. */
int next_byte(int fd)
{
    unsigned char byte = 0;

    if (!read(fd, &byte, 1)) // expect: misread-result at `!read(fd, &byte, 1)`
        return -1;
    return byte;
}

/* Error numbers are positive. */
int start(pthread_t *thread, void *(*run)(void *))
{
    if (pthread_create(thread, NULL, run, NULL) < 0) // expect: misread-result at `pthread_create(thread, NULL, run, NULL) < 0`
        return -1;
    return 0;
}

int start_with_status(pthread_t *thread, void *(*run)(void *))
{
    int status;

    status = pthread_create(thread, NULL, run, NULL);
    if (status == -1) // expect: misread-result at `status == -1`
        return -1;
    return 0;
}

/* A handshake that the peer ends in order gives 0. */
int greet(SSL *connection)
{
    if (SSL_connect(connection) < 0) // expect: misread-result at `SSL_connect(connection) < 0`
        return -1;
    return 0;
}

/* In an expression, and the other way round. */
int key(unsigned char *secret, int length, int isReady)
{
    if (isReady && -1 == RAND_bytes(secret, length)) // expect: misread-result at `-1 == RAND_bytes(secret, length)`
        return -1;
    return 0;
}

/* Leaving is all that the test is for. */
void store(int fd, unsigned char *into)
{
    unsigned char byte = 0;

    if (!read(fd, &byte, 1)) // expect: misread-result at `!read(fd, &byte, 1)`
        return;
    *into = byte;
}

/* -1 as an unsigned number is more than any size. */
struct header {
    uint16_t type, length;
};

int read_header(int fd, struct header *h)
{
    if (recv(fd, h, sizeof *h, 0) < sizeof *h) // expect: misread-result at `recv(fd, h, sizeof *h, 0) < sizeof *h`
        return -1;
    return h->type;
}

int read_header_again(int fd, struct header *h)
{
    ssize_t n = read(fd, h, sizeof *h);

    if (n < sizeof(struct header)) // expect: misread-result at `n < sizeof(struct header)`
        return -1;
    return h->type;
}
