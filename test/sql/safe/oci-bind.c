/* Bound by name. */
#include <oci.h>
#include <string.h>

sword discharge(OCISvcCtx *service, OCIError *error, char *band)
{
    static const char sql[] = "UPDATE stay SET ended = SYSDATE WHERE band = :band";
    OCIStmt *statement = NULL;
    OCIBind *bind = NULL;
    sword status = OCIStmtPrepare2(service, &statement, error, (const OraText *)sql, sizeof sql - 1, NULL, 0,
                                   OCI_NTV_SYNTAX, OCI_DEFAULT);

    if (status != OCI_SUCCESS)
        return status;
    status = OCIBindByName(statement, &bind, error, (const OraText *)":band", -1, band, (sb4)strlen(band) + 1, SQLT_STR,
                           NULL, NULL, NULL, 0, NULL, OCI_DEFAULT);
    if (status == OCI_SUCCESS)
        status = OCIStmtExecute(service, statement, error, 1, 0, NULL, NULL, OCI_COMMIT_ON_SUCCESS);
    OCIStmtRelease(statement, error, NULL, 0, OCI_DEFAULT);
    return status;
}
