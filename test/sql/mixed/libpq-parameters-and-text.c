/* PQexecParams binds what is given to it; what is in the text stays there. */
#include <libpq-fe.h>
#include <stdio.h>

PGresult *readings(PGconn *connection, const char *bed, int limit)
{
    char sql[120];
    const char *const values[] = {bed};

    snprintf(sql, sizeof sql, "SELECT value FROM reading WHERE bed = $1 LIMIT %d", limit);
    return PQexecParams(connection, sql, 1, NULL, values, NULL, NULL, 0);
}

PGresult *ordered(PGconn *connection, const char *bed, const char *order)
{
    char sql[120];
    const char *const values[] = {bed};

    snprintf(sql, sizeof sql, "SELECT value FROM reading WHERE bed = $1 ORDER BY %s", order);
    return PQexecParams(connection, sql, 1, NULL, values, NULL, NULL, 0); // expect: sql-injection at `PQexecParams`
}
