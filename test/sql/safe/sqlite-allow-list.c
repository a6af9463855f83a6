/* The column may be one of three; anything else is refused. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

int list_alarms(sqlite3 *db, const char *column)
{
    char sql[100];

    if (strcmp(column, "time") != 0 && strcmp(column, "priority") != 0 && strcmp(column, "bed") != 0)
        return SQLITE_MISUSE;
    snprintf(sql, sizeof sql, "SELECT id FROM alarm ORDER BY %s", column);
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}
