/* A number that is taken as text: escaping finds nothing in "0 OR 1=1" to escape. */
#include <mysql.h>
#include <stdio.h>
#include <string.h>

static int clear_by(MYSQL *connection, const char *condition)
{
    char sql[200];

    snprintf(sql, sizeof sql, "DELETE FROM reading WHERE %s", condition);
    return mysql_query(connection, sql); // expect: sql-injection at `mysql_query`
}

int clear_reading(MYSQL *connection, const char *id)
{
    char escaped[65];
    char condition[100];

    if (strlen(id) > 32)
        return -1;
    mysql_real_escape_string(connection, escaped, id, strlen(id));
    snprintf(condition, sizeof condition, "id = %s", escaped);
    return clear_by(connection, condition);
}
