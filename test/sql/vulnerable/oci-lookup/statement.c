/* One statement from beginning to end. */
#include "statement.h"

#include <string.h>

sword statement_run(OCISvcCtx *service, OCIError *error, const char *sql)
{
    OCIStmt *statement = NULL;
    sword status = OCIStmtPrepare2(service, &statement, error, (const OraText *)sql, (ub4)strlen(sql), NULL, 0,
                                   OCI_NTV_SYNTAX, OCI_DEFAULT);

    if (status != OCI_SUCCESS)
        return status;
    status = OCIStmtExecute(service, statement, error, 1, 0, NULL, NULL, OCI_COMMIT_ON_SUCCESS);
    OCIStmtRelease(statement, error, NULL, 0, OCI_DEFAULT);
    return status;
}
