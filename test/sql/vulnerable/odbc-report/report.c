/* Conditions of reports, by column and value. */
#include "report.h"

#include <stdio.h>

void report_where(char *out, size_t size, const char *column, const char *value)
{
    snprintf(out, size, "SELECT id, taken FROM sample WHERE %s = '%s'", column, value);
}
