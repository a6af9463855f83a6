/* Old rows of any table are removed at midnight. */
#include <sqlite3.h>
#include <stdio.h>

#include "tables.h"

int remove_old(sqlite3 *db, enum table table, long before)
{
    char sql[100];

    snprintf(sql, sizeof sql, "DELETE FROM %s WHERE time < %ld", table_name(table), before);
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}
