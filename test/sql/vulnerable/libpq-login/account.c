/* Accounts of the service portal. */
#include "account.h"

#include <string.h>

int account_exists(PGconn *connection, const char *login)
{
    char sql[256] = "SELECT 1 FROM account WHERE login = '";
    PGresult *result;
    int found;

    if (strlen(login) > 100)
        return 0;
    strcat(sql, login);
    strcat(sql, "'");
    result = PQexec(connection, sql); // expect: sql-injection at `PQexec`
    found = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0;
    PQclear(result);
    return found;
}
