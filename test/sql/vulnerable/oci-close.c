/* OCI, with the value in the text of the statement. */
#include <oci.h>
#include <stdio.h>
#include <string.h>

sword close_case(OCISvcCtx *service, OCIStmt *statement, OCIError *error, const char *number)
{
    char sql[160];
    sword status;

    snprintf(sql, sizeof sql, "UPDATE cases SET closed = 1 WHERE number = '%s'", number);
    status = OCIStmtPrepare(statement, error, (const OraText *)sql, (ub4)strlen(sql), OCI_NTV_SYNTAX, OCI_DEFAULT); // expect: sql-injection at `OCIStmtPrepare`
    if (status != OCI_SUCCESS)
        return status;
    return OCIStmtExecute(service, statement, error, 1, 0, NULL, NULL, OCI_DEFAULT);
}
