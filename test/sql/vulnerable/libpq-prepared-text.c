/* Prepared, but the text that is prepared already holds the ward's name. */
#include <libpq-fe.h>
#include <stdio.h>

static void ward_query(char *out, size_t size, const char *ward)
{
    snprintf(out, size, "SELECT bed FROM occupancy WHERE ward = '%s' AND day = $1", ward);
}

int prepare_occupancy(PGconn *connection, const char *ward)
{
    char sql[200];
    PGresult *result;
    int ok;

    ward_query(sql, sizeof sql, ward);
    result = PQprepare(connection, "occupancy", sql, 1, NULL); // expect: sql-injection at `PQprepare`
    ok = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return ok;
}
