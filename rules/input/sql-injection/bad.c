/* Patient log: statements that the patient's name takes part in writing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <libpq-fe.h>
#include <mysql.h>
#include <sqlext.h>
#include <sqlite3.h>

/* A name with a quote in it ends the literal and goes on as SQL. */
int find_patient(sqlite3 *db, const char *name)
{
    char sql[256];

    snprintf(sql, sizeof sql, "SELECT id FROM patient WHERE name = '%s'", name);
    return sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: sql-injection at `sqlite3_exec`
}

/* Preparing does not help when the text is already in the statement. */
int delete_log(sqlite3 *db, const char *day)
{
    char sql[128] = "DELETE FROM log WHERE day = '";
    sqlite3_stmt *statement;
    int result;

    if (strlen(day) > 40)
        return -1;
    strcat(sql, day);
    strcat(sql, "'");
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) // expect: sql-injection at `sqlite3_prepare_v2`
        return -1;
    result = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return result;
}

/* %s in SQLite's own printf inserts the text as it is. */
int set_note(sqlite3 *db, int id, const char *note)
{
    int result;
    char *sql = sqlite3_mprintf("UPDATE log SET note = '%s' WHERE id = %d", note, id);

    if (sql == NULL)
        return SQLITE_NOMEM;
    result = sqlite3_exec(db, sql, NULL, NULL, NULL); // expect: sql-injection at `sqlite3_exec`
    sqlite3_free(sql);
    return result;
}

/* What comes from outside, into PostgreSQL. */
int login(PGconn *connection, FILE *in)
{
    char user[64];
    char sql[160];
    PGresult *result;
    int rows;

    if (fgets(user, sizeof user, in) == NULL)
        return -1;
    snprintf(sql, sizeof sql, "SELECT 1 FROM account WHERE login = '%s'", user);
    result = PQexec(connection, sql); // expect: sql-injection at `PQexec`
    rows = PQntuples(result);
    PQclear(result);
    return rows;
}

/* Into MySQL, from an environment variable, in the branch that is taken. */
int audit(MYSQL *connection, int is_admin)
{
    char sql[200];
    const char *user = getenv("REMOTE_USER");

    if (user == NULL)
        return -1;
    if (is_admin)
        strcpy(sql, "INSERT INTO audit VALUES ('admin')");
    else
        snprintf(sql, sizeof sql, "INSERT INTO audit VALUES ('%s')", user);
    return mysql_query(connection, sql); // expect: sql-injection at `mysql_query`
}

/* Through ODBC. */
SQLRETURN dose_of(SQLHSTMT statement, const char *drug)
{
    char sql[128];

    snprintf(sql, sizeof sql, "SELECT dose FROM drug WHERE name = '%s'", drug);
    return SQLExecDirect(statement, (SQLCHAR *)sql, SQL_NTS); // expect: sql-injection at `SQLExecDirect`
}
