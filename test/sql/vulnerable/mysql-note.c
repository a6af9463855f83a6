/* mysql_real_query takes the length along; what it takes is put together all the same. */
#include <mysql.h>
#include <stdio.h>
#include <string.h>

int store_note(MYSQL *connection, const char *note)
{
    char sql[256];

    snprintf(sql, sizeof sql, "INSERT INTO note (bed, said) VALUES (1, '%s')", note);
    if (mysql_real_query(connection, sql, strlen(sql)) != 0) // expect: sql-injection at `mysql_real_query`
        return -1;
    return 0;
}
