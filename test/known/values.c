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

/* Every caller names a constant: what all callers of a function pass is not asked. */
static int FP_constant_in_all_calls(sqlite3 *db, const char *table)
{
    char sql[80];
    snprintf(sql, sizeof sql, "DELETE FROM %s", table);
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int clear_both(sqlite3 *db)
{
    return FP_constant_in_all_calls(db, "alarm") + FP_constant_in_all_calls(db, "note");
}
