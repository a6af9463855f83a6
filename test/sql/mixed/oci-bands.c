/* Wrist bands: by a number, and by a text. */
#include <oci.h>
#include <stdio.h>
#include <string.h>

static sword prepare(OCIStmt *statement, OCIError *error, const char *sql)
{
    return OCIStmtPrepare(statement, error, (const OraText *)sql, (ub4)strlen(sql), OCI_NTV_SYNTAX, OCI_DEFAULT);
}

sword by_number(OCIStmt *statement, OCIError *error, long number)
{
    char sql[100];

    snprintf(sql, sizeof sql, "SELECT name FROM stay WHERE id = %ld", number);
    return prepare(statement, error, sql);
}

sword by_band(OCIStmt *statement, OCIError *error, const char *band)
{
    char sql[100];

    snprintf(sql, sizeof sql, "SELECT name FROM stay WHERE band = '%.32s'", band);
    return prepare(statement, error, sql); // expect: sql-injection at `prepare`
}
