/* A constant with a marker, and the value bound to it. */
#include <sql.h>
#include <sqlext.h>

SQLRETURN find_samples(SQLHSTMT statement, char *tube)
{
    SQLLEN length = SQL_NTS;
    SQLRETURN status = SQLPrepare(statement, (SQLCHAR *)"SELECT id FROM sample WHERE tube = ?", SQL_NTS);

    if (!SQL_SUCCEEDED(status))
        return status;
    status = SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 40, 0, tube, 0, &length);
    return SQL_SUCCEEDED(status) ? SQLExecute(statement) : status;
}
