#include "store.h"

#include <stdio.h>
#include <string.h>

int store_execute(MYSQL *connection, const char *sql)
{
    if (mysql_real_query(connection, sql, strlen(sql)) != 0) {
        fprintf(stderr, "store: %s\n", mysql_error(connection));
        return -1;
    }
    return 0;
}
