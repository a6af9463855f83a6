/* %Q makes a literal, %q the inside of one, %w the inside of a quoted name. */
#include <sqlite3.h>
#include <stdio.h>

static int run(sqlite3 *db, char *sql)
{
    int status = sql == NULL ? SQLITE_NOMEM : sqlite3_exec(db, sql, NULL, NULL, NULL);

    sqlite3_free(sql);
    return status;
}

int set_note(sqlite3 *db, int id, const char *note)
{
    return run(db, sqlite3_mprintf("UPDATE alarm SET note = %Q WHERE id = %d", note, id));
}

int find_note(sqlite3 *db, const char *word)
{
    return run(db, sqlite3_mprintf("SELECT id FROM alarm WHERE note LIKE '%%%q%%'", word));
}

int drop_trend(sqlite3 *db, const char *parameter)
{
    return run(db, sqlite3_mprintf("DROP TABLE \"trend_%w\"", parameter));
}

int keep_note(sqlite3 *db, const char *note)
{
    char sql[300];

    sqlite3_snprintf(sizeof sql, sql, "INSERT INTO note VALUES (%Q)", note);
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}
