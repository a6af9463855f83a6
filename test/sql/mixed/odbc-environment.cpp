// The schema's name comes from the environment: used as it is, or only if it is one of two.
#include <cstdlib>
#include <sql.h>
#include <sqlext.h>
#include <string>

SQLRETURN countAnywhere(SQLHSTMT statement)
{
    const char *schema = std::getenv("LAB_SCHEMA");
    if (schema == nullptr)
        return SQL_ERROR;
    std::string sql = std::string("SELECT count(*) FROM ") + schema + ".sample";
    return SQLExecDirect(statement, (SQLCHAR *)sql.c_str(), SQL_NTS); // expect: sql-injection at `SQLExecDirect`
}

SQLRETURN countKnown(SQLHSTMT statement)
{
    const char *schema = std::getenv("LAB_SCHEMA");
    const bool isTest = schema != nullptr && std::string(schema) == "test";
    std::string sql = std::string("SELECT count(*) FROM ") + (isTest ? "test" : "lab") + ".sample";
    return SQLExecDirect(statement, (SQLCHAR *)sql.c_str(), SQL_NTS);
}
