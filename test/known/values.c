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

/* Both copies go, and the block with them: of a pointer that memcpy() copies within a record nobody knows who owns it. */
int FN_block_in_a_copied_record(void)
{
    struct {
        char *name;
        int count;
    } one, other;
    one.name = malloc(3);
    one.count = 1;
    memcpy(&other, &one, sizeof(one));
    return other.count;
}

/* How far the array was filled on each way is one number once the ways have met. */
double FN_half_filled_on_one_way(int half)
{
    double values[10];
    double sum = 0;
    if (half) {
        for (int i = 0; i < 5; i++)
            values[i] = i;
    } else {
        for (int i = 0; i < 10; i++)
            values[i] = i;
    }
    if (half) {
        for (int i = 0; i < 10; i++)
            sum += values[i];
    }
    return sum;
}

/* Nothing is lost where the program ends: that the way out does not come back is told after the loss. */
char *FP_enlarged_or_left(char *text, size_t size)
{
    char *grown = malloc(size);
    if (grown == NULL) {
        return text;
    }
    if ((grown = realloc(grown, 2 * size)) == NULL) {
        fputs("no memory\n", stderr);
        exit(1);
    }
    return grown;
}

/* What tells of a fatal error is taken not to come back; this one does. */
void tell(int severity, const char *text);
#define TELL_FATAL 3

int FN_fatal_that_comes_back(const char *name)
{
    const char *found = getenv(name);
    if (found == NULL) {
        tell(TELL_FATAL, name);
    }
    return found[0];
}
