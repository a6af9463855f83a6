/* Prepared in the function that runs it, with the value already in the text. */
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>

SQLRETURN close_order(SQLHSTMT statement, const char *code)
{
    char sql[160];

    snprintf(sql, sizeof sql, "UPDATE orders SET open = 0 WHERE code = '%s'", code);
    if (!SQL_SUCCEEDED(SQLPrepare(statement, (SQLCHAR *)sql, SQL_NTS))) // expect: sql-injection at `SQLPrepare`
        return SQL_ERROR;
    return SQLExecute(statement);
}
