/* What the user clicks on chooses a column; the text that is run comes from the program's own table. */
#include <libpq-fe.h>
#include <stdio.h>

#include "columns.h"

PGresult *sorted(PGconn *connection, const char *title)
{
    char sql[100];
    const char *column = column_of_title(title);

    if (column == NULL)
        return NULL;
    snprintf(sql, sizeof sql, "SELECT id FROM patient ORDER BY %s", column);
    return PQexec(connection, sql);
}
