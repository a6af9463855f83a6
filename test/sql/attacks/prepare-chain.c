/* A login: the statement is prepared, but the name is in its text already. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static int login(sqlite3 *db, const char *name)
{
    char sql[256] = "SELECT id FROM account WHERE name = '";
    sqlite3_stmt *statement = NULL;
    int found = 0;

    if (strlen(name) > 100)
        return 0;
    strcat(sql, name);
    strcat(sql, "'");
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) // expect: sql-injection at `sqlite3_prepare_v2`
        return 0;
    found = sqlite3_step(statement) == SQLITE_ROW;
    sqlite3_finalize(statement);
    return found;
}

int main(int argc, char **argv)
{
    sqlite3 *db = NULL;

    if (argc != 2 || sqlite3_open(":memory:", &db) != SQLITE_OK)
        return 2;
    sqlite3_exec(db, "CREATE TABLE account (id INTEGER, name TEXT)", NULL, NULL, NULL);
    sqlite3_exec(db, "INSERT INTO account VALUES (1, 'nurse')", NULL, NULL, NULL);
    printf("%s\n", login(db, argv[1]) ? "in" : "refused");
    sqlite3_close(db);
    return 0;
}
