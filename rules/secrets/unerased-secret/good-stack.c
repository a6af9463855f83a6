/* Secrets on the stack that are erased on each way out on which there is something in them. */
#include <openssl/crypto.h>
#include <stdio.h>

int derive(const char *password, unsigned char *key);
int unlock(const unsigned char *key);
int key_read(unsigned char *key);

int log_in(void)
{
    char password[64];
    unsigned char key[32];
    int failed;

    if (fgets(password, sizeof password, stdin) == NULL)
        return -1;
    if (derive(password, key) != 0) {
        OPENSSL_cleanse(password, sizeof password);
        return -1;
    }
    failed = unlock(key);
    OPENSSL_cleanse(password, sizeof password);
    OPENSSL_cleanse(key, sizeof key);
    return failed;
}

/* Nothing was read. */
int open_box(void)
{
    unsigned char key[32];
    int failed = key_read(key);

    if (failed)
        return failed;
    failed = unlock(key);
    OPENSSL_cleanse(key, sizeof key);
    return failed;
}

int open_all(void)
{
    unsigned char key[32];
    int failed = key_read(key);

    if (failed)
        return failed;
    failed = unlock(key);
    if (failed)
        goto out;
    failed = unlock(key);
out:
    OPENSSL_cleanse(key, sizeof key);
    return failed;
}
