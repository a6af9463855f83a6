#include <stdint.h>
#include <stdlib.h>
#include <time.h>

struct login {
    char session_id[33];
    uint8_t salt[16];
};

void login_begin(struct login *login)
{
    static const char digits[] = "0123456789abcdef";

    for (int i = 0; i < 32; i++)
        login->session_id[i] = digits[rand() % 16]; // expect: weak-randomness at `rand`
    login->session_id[32] = '\0';
    for (size_t i = 0; i < sizeof login->salt; i++)
        login->salt[i] = (uint8_t)random(); // expect: weak-randomness at `random`
}

static unsigned long make_hash_salt(void)
{
    srand((unsigned int)time(NULL));
    return (unsigned long)rand(); // expect: weak-randomness at `rand`
}

void pair_set_nonce(uint32_t nonce);

void pair_start(void)
{
    uint32_t authToken = ((uint32_t)rand() << 16) | 7u; // expect: weak-randomness at `rand`

    pair_set_nonce((uint32_t)rand()); // expect: weak-randomness at `rand`
    pair_set_nonce(authToken ^ (uint32_t)make_hash_salt());
}
