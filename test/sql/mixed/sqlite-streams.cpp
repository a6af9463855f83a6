// Streams of numbers, and of a text.
#include <iomanip>
#include <sqlite3.h>
#include <sstream>
#include <string>

int addReading(sqlite3 *db, int bed, double value)
{
    std::ostringstream sql;
    sql << "INSERT INTO reading VALUES (" << bed << ", " << std::setprecision(4) << value << ")";
    return sqlite3_exec(db, sql.str().c_str(), nullptr, nullptr, nullptr);
}

int addComment(sqlite3 *db, int bed, const std::string &comment)
{
    std::stringstream sql;
    sql << "INSERT INTO comment VALUES (" << bed << ", '" << comment << "')";
    const std::string text = sql.str();
    return sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr); // expect: sql-injection at `sqlite3_exec`
}
