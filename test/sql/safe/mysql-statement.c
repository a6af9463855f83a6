/* A prepared statement with bound parameters. */
#include <mysql.h>
#include <string.h>

int add_reading(MYSQL *connection, const char *pump, double rate)
{
    static const char sql[] = "INSERT INTO reading (pump, rate) VALUES (?, ?)";
    MYSQL_STMT *statement = mysql_stmt_init(connection);
    MYSQL_BIND values[2];
    unsigned long length = strlen(pump);
    int failed;

    if (statement == NULL)
        return -1;
    memset(values, 0, sizeof values);
    values[0].buffer_type = MYSQL_TYPE_STRING;
    values[0].buffer = (void *)pump;
    values[0].buffer_length = length;
    values[0].length = &length;
    values[1].buffer_type = MYSQL_TYPE_DOUBLE;
    values[1].buffer = &rate;
    failed = mysql_stmt_prepare(statement, sql, sizeof sql - 1) != 0 || mysql_stmt_bind_param(statement, values) != 0
        || mysql_stmt_execute(statement) != 0;
    mysql_stmt_close(statement);
    return failed ? -1 : 0;
}
