/* The older way of OCI: a statement handle, and the text put in. */
#include <oci.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *station(void)
{
    const char *name = getenv("STATION");

    return name != NULL ? name : "none";
}

sword prepare_station(OCIStmt *statement, OCIError *error)
{
    char sql[200];

    snprintf(sql, sizeof sql, "SELECT bed FROM bed WHERE station = '%s'", station());
    return OCIStmtPrepare(statement, error, (const OraText *)sql, (ub4)strlen(sql), OCI_NTV_SYNTAX, OCI_DEFAULT); // expect: sql-injection at `OCIStmtPrepare`
}
