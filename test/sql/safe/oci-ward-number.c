/* A ward's number in the name of its table. */
#include <oci.h>
#include <stdio.h>
#include <string.h>

sword prepare_ward(OCIStmt *statement, OCIError *error, unsigned int ward)
{
    char sql[80];

    snprintf(sql, sizeof sql, "SELECT bed, free FROM ward_%02u", ward % 100u);
    return OCIStmtPrepare(statement, error, (const OraText *)sql, (ub4)strlen(sql), OCI_NTV_SYNTAX, OCI_DEFAULT);
}
