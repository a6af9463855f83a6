/* The statement is a constant; what varies is bound. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

int acknowledge(sqlite3 *db, int alarm, FILE *terminal)
{
    char note[200];
    sqlite3_stmt *statement;
    int status;

    if (fgets(note, sizeof note, terminal) == NULL)
        return SQLITE_ERROR;
    note[strcspn(note, "\n")] = '\0';
    status = sqlite3_prepare_v2(db, "UPDATE alarm SET note = ?1, open = 0 WHERE id = ?2", -1, &statement, NULL);
    if (status != SQLITE_OK)
        return status;
    sqlite3_bind_text(statement, 1, note, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(statement, 2, alarm);
    status = sqlite3_step(statement) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR;
    sqlite3_finalize(statement);
    return status;
}
