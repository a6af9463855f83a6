#ifndef SERVICE_H
#define SERVICE_H

#include <sqlite3.h>

int service_query(char *out, int size, const char *table, const char *order);
int service_is_order(const char *order);

#endif
