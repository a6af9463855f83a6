/* What the settings give are numbers. */
#include <mysql.h>
#include <stdio.h>

#include "settings.h"

int remove_old(MYSQL *connection)
{
    struct settings settings;
    char sql[128];

    if (settings_read(&settings, "/etc/gateway.conf") != 0)
        return -1;
    snprintf(sql, sizeof sql, "DELETE FROM %s WHERE age > %u", settings.keep_notes ? "reading" : "note",
             settings.retention_days);
    return mysql_query(connection, sql);
}
