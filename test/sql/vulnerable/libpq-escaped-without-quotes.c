/* Escaping doubles quotes. Where the text does not stand between quotes, it needs none to do harm. */
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

int remove_sample(PGconn *connection, const char *id)
{
    char escaped[2 * 32 + 1];
    char sql[128];
    PGresult *result;
    int ok;

    if (strlen(id) > 32)
        return 0;
    PQescapeStringConn(connection, escaped, id, strlen(id), NULL);
    snprintf(sql, sizeof sql, "DELETE FROM sample WHERE id = %s", escaped);
    result = PQexec(connection, sql); // expect: sql-injection at `PQexec`
    ok = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return ok;
}
