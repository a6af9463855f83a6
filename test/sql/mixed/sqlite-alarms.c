/* Alarms: numbers and quoted texts may stand in a statement, a plain text may not. */
#include <sqlite3.h>
#include <stdio.h>

int close_alarm(sqlite3 *db, int id)
{
    char sql[80];

    snprintf(sql, sizeof sql, "UPDATE alarm SET open = 0 WHERE id = %d", id);
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int rename_alarm(sqlite3 *db, int id, const char *title)
{
    char sql[200];

    snprintf(sql, sizeof sql, "UPDATE alarm SET title = '%s' WHERE id = %d", title, id);
    return sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: sql-injection at `sqlite3_exec`
}

int title_alarm(sqlite3 *db, int id, const char *title)
{
    char *sql = sqlite3_mprintf("UPDATE alarm SET title = %Q WHERE id = %d", title, id);
    int status = sql == NULL ? SQLITE_NOMEM : sqlite3_exec(db, sql, NULL, NULL, NULL);

    sqlite3_free(sql);
    return status;
}
