/* The search field of a central station. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "query.h"

int search(sqlite3 *db, sqlite3_stmt **rows)
{
    char name[64];
    char sql[160];

    if (fgets(name, sizeof name, stdin) == NULL)
        return SQLITE_ERROR;
    name[strcspn(name, "\n")] = '\0';
    query_by_name(sql, sizeof sql, name);
    return sqlite3_prepare_v2(db, sql, -1, rows, NULL); // expect: sql-injection at `sqlite3_prepare_v2`
}
