/* The one place where the monitor's store runs statements. */
#include "db.h"

#include <stdio.h>

int db_run(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    int status = sqlite3_exec(db, sql, NULL, NULL, &message);

    if (status != SQLITE_OK) {
        fprintf(stderr, "store: %s\n", message != NULL ? message : "failed");
        sqlite3_free(message);
    }
    return status;
}
