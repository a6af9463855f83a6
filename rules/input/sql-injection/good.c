/* Patient log: statements are constants, values are bound. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <libpq-fe.h>
#include <mysql.h>
#include <sqlext.h>
#include <sqlite3.h>

#define COLUMNS "id, name, ward"

/* The value travels beside the statement. */
int find_patient(sqlite3 *db, const char *name)
{
    sqlite3_stmt *statement;
    int id = -1;

    if (sqlite3_prepare_v2(db, "SELECT id FROM patient WHERE name = ?", -1, &statement, NULL) != SQLITE_OK)
        return -1;
    if (sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT) == SQLITE_OK
        && sqlite3_step(statement) == SQLITE_ROW)
        id = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return id;
}

/* A constant statement, also when it is put together from literals. */
int count_patients(sqlite3 *db)
{
    static const char sql[] = "SELECT " COLUMNS " FROM patient ORDER BY id";

    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* Numbers cannot carry SQL. */
int delete_log(sqlite3 *db, int id, long day)
{
    char sql[96];

    snprintf(sql, sizeof sql, "DELETE FROM log WHERE id = %d AND day < %ld", id, day);
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* %Q quotes, and doubles the quotes inside. */
int set_note(sqlite3 *db, int id, const char *note)
{
    int result;
    char *sql = sqlite3_mprintf("UPDATE log SET note = %Q WHERE id = %d", note, id);

    if (sql == NULL)
        return SQLITE_NOMEM;
    result = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_free(sql);
    return result;
}

/* One of a few constants is chosen. */
int list(sqlite3 *db, int by_name)
{
    const char *sql = by_name ? "SELECT id FROM patient ORDER BY name" : "SELECT id FROM patient ORDER BY id";

    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* PostgreSQL with a parameter. */
int login(PGconn *connection, FILE *in)
{
    char user[64];
    const char *values[1] = { user };
    PGresult *result;
    int rows;

    if (fgets(user, sizeof user, in) == NULL)
        return -1;
    result = PQexecParams(connection, "SELECT 1 FROM account WHERE login = $1", 1, NULL, values, NULL, NULL, 0);
    rows = PQntuples(result);
    PQclear(result);
    return rows;
}

/* Escaped by the library. */
int audit(MYSQL *connection, const char *user)
{
    char escaped[129];
    char sql[200];
    size_t length = strlen(user);

    if (length > 64)
        return -1;
    mysql_real_escape_string(connection, escaped, user, (unsigned long)length);
    snprintf(sql, sizeof sql, "INSERT INTO audit VALUES ('%s')", escaped);
    return mysql_query(connection, sql);
}

/* A statement that is given as a whole: whoever wrote it answers for it. */
int run(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

/* The name of a table, from a table of names. */
int count_rows(sqlite3 *db, unsigned kind)
{
    static const char *const statements[] = {
        "SELECT count(*) FROM patient",
        "SELECT count(*) FROM log",
    };

    if (kind >= sizeof statements / sizeof statements[0])
        return -1;
    return sqlite3_exec(db, statements[kind], NULL, NULL, NULL);
}

/* Every caller names a table of the program's own. */
static int clear_table(sqlite3 *db, const char *table)
{
    char sql[80];

    snprintf(sql, sizeof sql, "DELETE FROM %s", table);
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int clear_both(sqlite3 *db, int keeps_notes)
{
    return clear_table(db, "alarm") + clear_table(db, keeps_notes ? "draft" : "note");
}
