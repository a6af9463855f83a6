/* Texts of statements, apart from the code that runs them. */
#include "query.h"

#include <stdio.h>

void query_by_name(char *out, size_t size, const char *name)
{
    snprintf(out, size, "SELECT id FROM patient WHERE name = '%s'", name);
}
