/* LISTEN takes a name, which cannot be bound but escaped. */
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

int listen_plain(PGconn *connection, const char *channel)
{
    char sql[100] = "LISTEN ";
    PGresult *result;
    int ok;

    strncat(sql, channel, sizeof sql - strlen(sql) - 1);
    result = PQexec(connection, sql); // expect: sql-injection at `PQexec`
    ok = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return ok;
}

int listen_escaped(PGconn *connection, const char *channel)
{
    char sql[200] = "LISTEN ";
    char *name = PQescapeIdentifier(connection, channel, strlen(channel));
    PGresult *result;
    int ok;

    if (name == NULL)
        return 0;
    strncat(sql, name, sizeof sql - strlen(sql) - 1);
    PQfreemem(name);
    result = PQexec(connection, sql);
    ok = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return ok;
}
