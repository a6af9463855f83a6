/* One escaped text, in a literal and beside one. */
#include <mysql.h>
#include <stdio.h>
#include <string.h>

int in_literal(MYSQL *connection, const char *name)
{
    char escaped[81];
    char sql[200];

    if (strlen(name) > 40)
        return -1;
    mysql_real_escape_string(connection, escaped, name, strlen(name));
    snprintf(sql, sizeof sql, "DELETE FROM pump WHERE name = \"%s\"", escaped);
    return mysql_query(connection, sql);
}

int as_name(MYSQL *connection, const char *table)
{
    char escaped[81];
    char sql[200];

    if (strlen(table) > 40)
        return -1;
    mysql_real_escape_string(connection, escaped, table, strlen(table));
    strcpy(sql, "TRUNCATE TABLE ");
    strcat(sql, escaped);
    return mysql_query(connection, sql); // expect: sql-injection at `mysql_query`
}
