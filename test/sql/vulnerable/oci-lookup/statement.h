#ifndef STATEMENT_H
#define STATEMENT_H

#include <oci.h>

sword statement_run(OCISvcCtx *service, OCIError *error, const char *sql);

#endif
