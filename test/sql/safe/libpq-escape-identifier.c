/* Names of tables and columns, escaped as such. */
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

PGresult *column_of(PGconn *connection, const char *table, const char *column)
{
    char sql[400];
    PGresult *result = NULL;
    char *t = PQescapeIdentifier(connection, table, strlen(table));
    char *c = PQescapeIdentifier(connection, column, strlen(column));

    if (t != NULL && c != NULL) {
        snprintf(sql, sizeof sql, "SELECT %s FROM %s LIMIT 100", c, t);
        result = PQexec(connection, sql);
    }
    PQfreemem(c);
    PQfreemem(t);
    return result;
}
