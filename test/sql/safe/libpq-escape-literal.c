/* PQescapeLiteral gives the quotes too. */
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

int note_exists(PGconn *connection, const char *note)
{
    char sql[600];
    PGresult *result;
    int found;
    char *literal = PQescapeLiteral(connection, note, strlen(note));

    if (literal == NULL)
        return 0;
    snprintf(sql, sizeof sql, "SELECT 1 FROM note WHERE text = %s", literal);
    PQfreemem(literal);
    result = PQexec(connection, sql);
    found = PQntuples(result) > 0;
    PQclear(result);
    return found;
}
