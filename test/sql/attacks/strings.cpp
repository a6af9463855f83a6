// Notes of an author are removed.
#include <iostream>
#include <sqlite3.h>
#include <string>

static int removeBy(sqlite3 *db, const std::string &author)
{
    const std::string sql = "DELETE FROM note WHERE author = '" + author + "'";
    return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); // expect: sql-injection at `sqlite3_exec`
}

int main(int argc, char **argv)
{
    sqlite3 *db = nullptr;

    if (argc != 2 || sqlite3_open(":memory:", &db) != SQLITE_OK)
        return 2;
    sqlite3_exec(db, "CREATE TABLE note (author TEXT)", nullptr, nullptr, nullptr);
    sqlite3_exec(db, "INSERT INTO note VALUES ('a'), ('b'), ('c')", nullptr, nullptr, nullptr);
    removeBy(db, argv[1]);
    std::cout << sqlite3_total_changes(db) - 3 << "\n";
    sqlite3_close(db);
    return 0;
}
