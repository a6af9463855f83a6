#include "service.h"

#include <stdio.h>
#include <string.h>

int service_query(char *out, int size, const char *table, const char *order)
{
    return snprintf(out, (size_t)size, "SELECT * FROM %s ORDER BY %s", table, order) < size;
}

int service_is_order(const char *order)
{
    return strcmp(order, "time") == 0 || strcmp(order, "device") == 0;
}
