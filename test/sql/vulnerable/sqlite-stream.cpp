// Trend export of a ventilator: one function streams the statement together, another runs it.
#include <sqlite3.h>
#include <sstream>
#include <string>

static std::string trendQuery(const std::string &parameter, int hours)
{
    std::ostringstream sql;
    sql << "SELECT time, value FROM trend WHERE parameter = '" << parameter << "' AND age < " << hours;
    return sql.str();
}

int exportTrend(sqlite3 *db, const std::string &parameter, int (*row)(void *, int, char **, char **))
{
    const std::string sql = trendQuery(parameter, 24);
    return sqlite3_exec(db, sql.c_str(), row, nullptr, nullptr); // expect: sql-injection at `sqlite3_exec`
}
