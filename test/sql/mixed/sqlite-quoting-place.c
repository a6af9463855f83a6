/* %q doubles quotes: right inside of a literal, of no use outside of one. */
#include <sqlite3.h>

static int run(sqlite3 *db, const char *sql)
{
    return sql == NULL ? SQLITE_NOMEM : sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int find_word(sqlite3 *db, const char *word)
{
    char *sql = sqlite3_mprintf("SELECT id FROM note WHERE text LIKE '%%%q%%'", word);
    int status = run(db, sql);

    sqlite3_free(sql);
    return status;
}

int find_id(sqlite3 *db, const char *id)
{
    char *sql = sqlite3_mprintf("SELECT text FROM note WHERE id = %q", id);
    int status = run(db, sql); // expect: sql-injection at `run`

    sqlite3_free(sql);
    return status;
}
