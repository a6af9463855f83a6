/* Laboratory samples by what the operator has typed. */
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>
#include <string.h>

#include "report.h"

SQLRETURN find_samples(SQLHSTMT statement, FILE *terminal)
{
    char value[40];
    char sql[160];

    if (fgets(value, sizeof value, terminal) == NULL)
        return SQL_NO_DATA;
    value[strcspn(value, "\r\n")] = '\0';
    report_where(sql, sizeof sql, "tube", value);
    return SQLExecDirect(statement, (SQLCHAR *)sql, SQL_NTS); // expect: sql-injection at `SQLExecDirect`
}
