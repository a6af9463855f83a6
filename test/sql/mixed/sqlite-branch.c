/* On one way the text is a constant, on the other it is not. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

int list(sqlite3 *db, const char *ward, sqlite3_stmt **rows)
{
    char sql[160];

    if (ward == NULL)
        strcpy(sql, "SELECT id FROM bed");
    else
        snprintf(sql, sizeof sql, "SELECT id FROM bed WHERE ward = '%s'", ward);
    return sqlite3_prepare_v2(db, sql, -1, rows, NULL); // expect: sql-injection at `sqlite3_prepare_v2`
}

int list_free(sqlite3 *db, int only_free, sqlite3_stmt **rows)
{
    char sql[80];

    strcpy(sql, "SELECT id FROM bed");
    if (only_free)
        strcat(sql, " WHERE patient IS NULL");
    return sqlite3_prepare_v2(db, sql, -1, rows, NULL);
}
