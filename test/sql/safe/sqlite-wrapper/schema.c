/* The schema, statement by statement. */
#include <stddef.h>

#include "db.h"

#define TABLE_OPTIONS " WITHOUT ROWID"

static const char *const SCHEMA[] = {
    "CREATE TABLE alarm (id INTEGER PRIMARY KEY, time INTEGER, note TEXT)" TABLE_OPTIONS,
    "CREATE TABLE trend (time INTEGER PRIMARY KEY, value REAL)" TABLE_OPTIONS,
};

int create_schema(sqlite3 *db)
{
    for (size_t i = 0; i < sizeof SCHEMA / sizeof SCHEMA[0]; i++) {
        int status = db_run(db, SCHEMA[i]);

        if (status != SQLITE_OK)
            return status;
    }
    return db_run(db, "PRAGMA journal_mode = WAL");
}

int open_trend(sqlite3 *db, int newest_first, sqlite3_stmt **statement)
{
    const char *sql = "SELECT value FROM trend ORDER BY time";

    if (newest_first)
        sql = "SELECT value FROM trend ORDER BY time DESC";
    return db_prepare(db, sql, statement);
}
