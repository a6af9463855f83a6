// Streams of constants and numbers.
#include <cstdint>
#include <sqlite3.h>
#include <sstream>
#include <string>
#include <vector>

int removeAlarms(sqlite3 *db, const std::vector<int> &ids)
{
    std::ostringstream sql;
    sql << "DELETE FROM alarm WHERE id IN (";
    for (std::size_t i = 0; i < ids.size(); i++) {
        if (i > 0)
            sql << ", ";
        sql << ids[i];
    }
    sql << ")";
    return sqlite3_exec(db, sql.str().c_str(), nullptr, nullptr, nullptr);
}

int removeBetween(sqlite3 *db, std::int64_t from, std::int64_t to)
{
    const std::string sql =
        "DELETE FROM trend WHERE time BETWEEN " + std::to_string(from) + " AND " + std::to_string(to);
    return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}
