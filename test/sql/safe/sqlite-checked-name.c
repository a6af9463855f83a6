/* A name that consists of letters, digits and underlines only ends no literal and starts no comment. */
#include <ctype.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static int is_name(const char *text)
{
    if (*text == '\0')
        return 0;
    for (; *text != '\0'; text++)
        if (!isalnum((unsigned char)*text) && *text != '_')
            return 0;
    return 1;
}

int export_table(sqlite3 *db, const char *table, sqlite3_stmt **statement)
{
    char sql[120];

    if (strlen(table) > 40 || !is_name(table))
        return SQLITE_MISUSE;
    snprintf(sql, sizeof sql, "SELECT * FROM %s", table);
    return sqlite3_prepare_v2(db, sql, -1, statement, NULL);
}
