/* A statement that is prepared for a single value that is part of its text. */
#include <libpq-fe.h>
#include <stdio.h>

int remove_device(PGconn *connection, const char *serial)
{
    char sql[128];
    PGresult *result;
    int ok;

    snprintf(sql, sizeof sql, "DELETE FROM device WHERE serial = '%s'", serial);
    result = PQprepare(connection, "remove", sql, 0, NULL); // expect: sql-injection at `PQprepare`
    PQclear(result);
    result = PQexecPrepared(connection, "remove", 0, NULL, NULL, NULL, 0);
    ok = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return ok;
}
