/* An audit trail: escaping lies in a file of its own. */
#include <stdio.h>

#include "escape.h"

int audit_login(MYSQL *connection, const char *user)
{
    char escaped[129];
    char sql[200];

    escape_text(connection, escaped, sizeof escaped, user);
    snprintf(sql, sizeof sql, "INSERT INTO audit (who, what) VALUES ('%s', 'login')", escaped);
    return mysql_query(connection, sql);
}

int audit_failure(MYSQL *connection, const char *user)
{
    char sql[200];

    snprintf(sql, sizeof sql, "INSERT INTO audit (who, what) VALUES ('%s', 'failure')", user);
    return mysql_query(connection, sql); // expect: sql-injection at `mysql_query`
}
