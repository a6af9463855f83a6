/* Secrets on the stack: what is erased where the function ends stays where it ends early. */
#include <openssl/crypto.h>
#include <stdio.h>

int derive(const char *password, unsigned char *key);
int unlock(const unsigned char *key);

int log_in(void)
{
    char password[64];
    unsigned char key[32];
    int failed;

    if (fgets(password, sizeof password, stdin) == NULL)
        return -1;
    if (derive(password, key) != 0)
        return -1; // expect: unerased-secret at `return`
    failed = unlock(key);
    OPENSSL_cleanse(password, sizeof password);
    OPENSSL_cleanse(key, sizeof key);
    return failed;
}
