/* What has become a number is no text any more. */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int remove_alarm(sqlite3 *db, const char *text)
{
    char sql[80];
    char *end;
    long id;

    errno = 0;
    id = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || id < 0)
        return SQLITE_MISUSE;
    snprintf(sql, sizeof sql, "DELETE FROM alarm WHERE id = %ld", id);
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}
