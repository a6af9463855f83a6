// A comment is streamed into the statement.
#include <iostream>
#include <sqlite3.h>
#include <sstream>
#include <string>

static int addComment(sqlite3 *db, int bed, const std::string &comment)
{
    std::ostringstream sql;
    sql << "INSERT INTO comment VALUES (" << bed << ", '" << comment << "')";
    return sqlite3_exec(db, sql.str().c_str(), nullptr, nullptr, nullptr); // expect: sql-injection at `sqlite3_exec`
}

int main(int argc, char **argv)
{
    sqlite3 *db = nullptr;

    if (argc != 2 || sqlite3_open(":memory:", &db) != SQLITE_OK)
        return 2;
    sqlite3_exec(db, "CREATE TABLE comment (bed INTEGER, text TEXT)", nullptr, nullptr, nullptr);
    addComment(db, 7, argv[1]);
    std::cout << sqlite3_total_changes(db) << "\n";
    sqlite3_close(db);
    return 0;
}
