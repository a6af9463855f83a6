/* Values travel beside the statement. */
#include <libpq-fe.h>
#include <stdlib.h>

int login(PGconn *connection, const char *name)
{
    const char *const values[] = {name, getenv("STATION")};
    PGresult *result = PQexecParams(connection, "SELECT 1 FROM account WHERE login = $1 AND station = $2", 2, NULL,
                                    values, NULL, NULL, 0);
    int found = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0;

    PQclear(result);
    return found;
}
