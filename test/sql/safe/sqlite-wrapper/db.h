#ifndef DB_H
#define DB_H

#include <sqlite3.h>

int db_run(sqlite3 *db, const char *sql);
int db_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **statement);

#endif
