/* A helper of this file only, and every caller names a constant. */
#include <sqlite3.h>
#include <stdio.h>

static int count_rows(sqlite3 *db, const char *table, sqlite3_stmt **statement)
{
    char sql[80];

    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    return sqlite3_prepare_v2(db, sql, -1, statement, NULL);
}

int count_alarms(sqlite3 *db, sqlite3_stmt **statement)
{
    return count_rows(db, "alarm", statement);
}

int count_notes(sqlite3 *db, sqlite3_stmt **statement)
{
    return count_rows(db, "note", statement);
}
