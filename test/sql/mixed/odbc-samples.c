/* A tube's label in the text, and bound. */
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>

SQLRETURN discard_plain(SQLHSTMT statement, const char *tube)
{
    char sql[128];

    sprintf(sql, "DELETE FROM sample WHERE tube = '%.40s'", tube);
    return SQLExecDirect(statement, (SQLCHAR *)sql, SQL_NTS); // expect: sql-injection at `SQLExecDirect`
}

SQLRETURN discard_bound(SQLHSTMT statement, char *tube)
{
    SQLLEN length = SQL_NTS;

    SQLPrepare(statement, (SQLCHAR *)"DELETE FROM sample WHERE tube = ?", SQL_NTS);
    SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 40, 0, tube, 0, &length);
    return SQLExecute(statement);
}

SQLRETURN discard_older(SQLHSTMT statement, unsigned days)
{
    char sql[128];

    sprintf(sql, "DELETE FROM sample WHERE age > %u", days);
    return SQLExecDirect(statement, (SQLCHAR *)sql, SQL_NTS);
}
