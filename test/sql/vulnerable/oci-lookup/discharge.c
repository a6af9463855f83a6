/* Discharges of patients, by the number on the wrist band. */
#include <stdio.h>

#include "statement.h"

sword discharge(OCISvcCtx *service, OCIError *error, const char *band)
{
    char sql[160];

    snprintf(sql, sizeof sql, "UPDATE stay SET ended = SYSDATE WHERE band = '%s'", band);
    return statement_run(service, error, sql); // expect: sql-injection at `statement_run`
}
