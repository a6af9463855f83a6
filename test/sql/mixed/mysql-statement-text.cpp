// mysql_stmt_prepare of a constant, and of a text that was put together.
#include <cstring>
#include <mysql.h>
#include <string>

bool prepareFixed(MYSQL_STMT *statement)
{
    static const char sql[] = "SELECT rate FROM reading WHERE pump = ?";
    return mysql_stmt_prepare(statement, sql, sizeof sql - 1) == 0;
}

bool prepareFor(MYSQL_STMT *statement, const std::string &table)
{
    const std::string sql = "SELECT rate FROM " + table + " WHERE pump = ?";
    return mysql_stmt_prepare(statement, sql.c_str(), sql.size()) == 0; // expect: sql-injection at `mysql_stmt_prepare`
}
