/* An alarm is acknowledged with a note: the note goes into the statement. */
#include <sqlite3.h>
#include <stdio.h>

static int acknowledge(sqlite3 *db, int alarm, const char *note)
{
    char sql[256];

    snprintf(sql, sizeof sql, "UPDATE alarm SET note = '%s' WHERE id = %d", note, alarm);
    return sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: sql-injection at `sqlite3_exec`
}

static int print_row(void *unused, int columns, char **values, char **names)
{
    (void)unused;
    (void)names;
    printf("%s %s\n", values[0], columns > 1 && values[1] != NULL ? values[1] : "-");
    return 0;
}

int main(int argc, char **argv)
{
    sqlite3 *db = NULL;

    if (argc != 2 || sqlite3_open(":memory:", &db) != SQLITE_OK)
        return 2;
    sqlite3_exec(db, "CREATE TABLE alarm (id INTEGER, note TEXT)", NULL, NULL, NULL);
    sqlite3_exec(db, "INSERT INTO alarm VALUES (1, 'old'), (2, 'kept')", NULL, NULL, NULL);
    acknowledge(db, 1, argv[1]);
    sqlite3_exec(db, "SELECT id, note FROM alarm ORDER BY id", print_row, NULL, NULL);
    sqlite3_close(db);
    return 0;
}
