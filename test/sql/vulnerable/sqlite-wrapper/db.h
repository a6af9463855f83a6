#ifndef DB_H
#define DB_H

#include <sqlite3.h>

int db_run(sqlite3 *db, const char *sql);

#endif
