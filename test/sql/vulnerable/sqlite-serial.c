/* A bar-code reader on a serial line; %s of SQLite's own printf does not escape. */
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

struct scan {
    char code[48];
};

static int read_scan(int line, struct scan *scan)
{
    ssize_t n = read(line, scan->code, sizeof scan->code - 1);

    if (n <= 0)
        return -1;
    scan->code[n] = '\0';
    return 0;
}

int book_vial(sqlite3 *db, int line)
{
    struct scan scan;
    char *sql;
    int status;

    if (read_scan(line, &scan) != 0)
        return -1;
    sql = sqlite3_mprintf("UPDATE vial SET used = 1 WHERE code = '%s'", scan.code);
    if (sql == NULL)
        return SQLITE_NOMEM;
    status = sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: sql-injection at `sqlite3_exec`
    sqlite3_free(sql);
    return status;
}
