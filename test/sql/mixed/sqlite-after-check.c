/* A comparison that refuses makes a text one of the program's own; one that only logs does not. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

int refused(sqlite3 *db, const char *column)
{
    char sql[100];

    if (strcmp(column, "time") == 0 || strcmp(column, "value") == 0) {
        snprintf(sql, sizeof sql, "SELECT id FROM trend ORDER BY %s", column);
        return sqlite3_exec(db, sql, NULL, NULL, NULL);
    }
    return SQLITE_MISUSE;
}

int logged(sqlite3 *db, const char *column)
{
    char sql[100];

    if (strcmp(column, "time") != 0)
        fprintf(stderr, "unusual order: %s\n", column);
    snprintf(sql, sizeof sql, "SELECT id FROM trend ORDER BY %s", column);
    return sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: sql-injection at `sqlite3_exec`
}
