/* The service menu: what the technician types is looked at before one statement, and not before the other. */
#include <stdio.h>
#include <string.h>

#include "service.h"

static int ask(const char *question, char *answer, int size)
{
    fputs(question, stdout);
    if (fgets(answer, size, stdin) == NULL)
        return 0;
    answer[strcspn(answer, "\n")] = '\0';
    return 1;
}

int show_log(sqlite3 *db)
{
    char order[32];
    char sql[128];

    if (!ask("Order: ", order, sizeof order) || !service_is_order(order))
        return SQLITE_MISUSE;
    if (!service_query(sql, sizeof sql, "log", order))
        return SQLITE_TOOBIG;
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int show_table(sqlite3 *db)
{
    char table[32];
    char sql[128];

    if (!ask("Table: ", table, sizeof table) || !service_query(sql, sizeof sql, table, "time"))
        return SQLITE_MISUSE;
    return sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: sql-injection at `sqlite3_exec`
}
