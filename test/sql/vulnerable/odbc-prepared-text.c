/* SQLPrepare of a text that a configuration file has a say in. */
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>
#include <string.h>

static int read_schema(char *schema, int size)
{
    FILE *file = fopen("/etc/laboratory.conf", "r");
    int ok;

    if (file == NULL)
        return 0;
    ok = fgets(schema, size, file) != NULL;
    fclose(file);
    if (ok)
        schema[strcspn(schema, "\n")] = '\0';
    return ok;
}

SQLRETURN prepare_insert(SQLHSTMT statement)
{
    char schema[32];
    char sql[128];

    if (!read_schema(schema, sizeof schema))
        return SQL_ERROR;
    strcpy(sql, "INSERT INTO ");
    strcat(sql, schema);
    strcat(sql, ".sample (tube, taken) VALUES (?, ?)");
    return SQLPrepare(statement, (SQLCHAR *)sql, SQL_NTS); // expect: sql-injection at `SQLPrepare`
}
