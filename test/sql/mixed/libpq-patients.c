/* The same question three ways. */
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

static int finish(PGresult *result)
{
    int n = PQntuples(result);

    PQclear(result);
    return n;
}

int by_text(PGconn *connection, const char *name)
{
    char sql[200];

    snprintf(sql, sizeof sql, "SELECT id FROM patient WHERE name = '%s'", name);
    return finish(PQexec(connection, sql)); // expect: sql-injection at `PQexec`
}

int by_parameter(PGconn *connection, const char *name)
{
    const char *const values[] = {name};

    return finish(
        PQexecParams(connection, "SELECT id FROM patient WHERE name = $1", 1, NULL, values, NULL, NULL, 0));
}

int by_literal(PGconn *connection, const char *name)
{
    char sql[300];
    char *literal = PQescapeLiteral(connection, name, strlen(name));
    int n = -1;

    if (literal != NULL) {
        snprintf(sql, sizeof sql, "SELECT id FROM patient WHERE name = %s", literal);
        n = finish(PQexec(connection, sql));
        PQfreemem(literal);
    }
    return n;
}
