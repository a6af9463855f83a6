/* Vials are booked by their code; %s of SQLite's own printf does not escape. */
#include <sqlite3.h>
#include <stdio.h>

static int book(sqlite3 *db, const char *code)
{
    int status;
    char *sql = sqlite3_mprintf("UPDATE vial SET used = 1 WHERE code = '%s'", code);

    if (sql == NULL)
        return SQLITE_NOMEM;
    status = sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: sql-injection at `sqlite3_exec`
    sqlite3_free(sql);
    return status;
}

int main(int argc, char **argv)
{
    sqlite3 *db = NULL;

    if (argc != 2 || sqlite3_open(":memory:", &db) != SQLITE_OK)
        return 2;
    sqlite3_exec(db, "CREATE TABLE vial (code TEXT, used INTEGER)", NULL, NULL, NULL);
    sqlite3_exec(db, "INSERT INTO vial VALUES ('a', 0), ('b', 0)", NULL, NULL, NULL);
    book(db, argv[1]);
    printf("%d\n", sqlite3_changes(db));
    sqlite3_close(db);
    return 0;
}
