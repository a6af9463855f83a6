/* What was stored yesterday was typed by somebody: rows of one statement become text of the next. */
#include <mysql.h>
#include <stdio.h>

static int copy_drug(MYSQL *connection, const char *name)
{
    char sql[200];

    snprintf(sql, sizeof sql, "INSERT INTO formulary (name) VALUES ('%s')", name);
    return mysql_query(connection, sql); // expect: sql-injection at `mysql_query`
}

int copy_drugs(MYSQL *connection)
{
    MYSQL_RES *drugs;
    MYSQL_ROW row;

    if (mysql_query(connection, "SELECT name FROM drug") != 0)
        return -1;
    drugs = mysql_store_result(connection);
    if (drugs == NULL)
        return -1;
    while ((row = mysql_fetch_row(drugs)) != NULL)
        if (row[0] != NULL && copy_drug(connection, row[0]) != 0)
            break;
    mysql_free_result(drugs);
    return 0;
}
