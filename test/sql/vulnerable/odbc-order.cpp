// A list that can be sorted by a click on its head: the column's name comes with the request.
#include <sql.h>
#include <sqlext.h>
#include <string>

static std::string orderedBy(const std::string &column, bool down)
{
    std::string sql = "SELECT id, tube, taken FROM sample ORDER BY ";
    sql.append(column);
    if (down)
        sql += " DESC";
    return sql;
}

SQLRETURN listSamples(SQLHSTMT statement, const std::string &column, bool down)
{
    std::string sql = orderedBy(column, down);
    return SQLExecDirect(statement, (SQLCHAR *)sql.c_str(), SQL_NTS); // expect: sql-injection at `SQLExecDirect`
}
