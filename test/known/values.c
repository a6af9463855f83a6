/* What needs a richer view of values, or rules that do not exist yet. */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pair {
    int first;
    int second;
};

/* A password that stays in memory: not a rule yet. */
int FN_secret_is_not_wiped(const char *given)
{
    char secret[32];
    if (fgets(secret, sizeof(secret), stdin) == NULL) {
        return 0;
    }
    return secret[0] == given[0];
}

/* Only the sum of both lengths is checked. */
void FP_sum_is_checked(const char *name, const char *suffix)
{
    char text[32];
    if (strlen(name) + strlen(suffix) >= sizeof(text)) {
        return;
    }
    strcpy(text, name);
    strcat(text, suffix);
    puts(text);
}

/* How many conversions were made decides what was stored: the two are not related yet. */
int FN_conversion_that_was_not_made(const char *text)
{
    int value;
    int count = sscanf(text, "%d", &value);
    if (count < 1) {
        return value;
    }
    return value + 1;
}
