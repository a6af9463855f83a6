/* An archive tool: the table comes from the command line, where a parameter cannot stand. */
#include <libpq-fe.h>
#include <stdio.h>

static PGresult *dump(PGconn *connection, const char *table)
{
    char sql[128];

    snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY id", table);
    return PQexec(connection, sql); // expect: sql-injection at `PQexec`
}

int main(int argc, char **argv)
{
    PGconn *connection = PQconnectdb("dbname=archive");
    int rows = 0;

    if (argc == 2 && PQstatus(connection) == CONNECTION_OK) {
        PGresult *result = dump(connection, argv[1]);

        rows = PQntuples(result);
        PQclear(result);
    }
    PQfinish(connection);
    printf("%d rows\n", rows);
    return 0;
}
