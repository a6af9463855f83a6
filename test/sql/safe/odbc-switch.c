/* The order is a number from outside, the column a constant. */
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>

SQLRETURN list_samples(SQLHSTMT statement, int order)
{
    const char *column;
    char sql[80];

    switch (order) {
    case 1:
        column = "tube";
        break;
    case 2:
        column = "taken DESC";
        break;
    default:
        column = "id";
    }
    snprintf(sql, sizeof sql, "SELECT id, tube FROM sample ORDER BY %s", column);
    return SQLExecDirect(statement, (SQLCHAR *)sql, SQL_NTS);
}
