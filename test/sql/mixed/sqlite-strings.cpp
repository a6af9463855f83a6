// std::string in several ways.
#include <sqlite3.h>
#include <string>

class Store {
public:
    explicit Store(sqlite3 *db) : db_(db) {}

    int remove(int id)
    {
        std::string sql = "DELETE FROM note WHERE id = ";
        sql += std::to_string(id);
        return sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
    }

    int removeBy(const std::string &author)
    {
        std::string sql("DELETE FROM note WHERE author = '");
        sql.append(author).append("'");
        return sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr); // expect: sql-injection at `sqlite3_exec`
    }

    int removeAll()
    {
        const std::string table = "note";
        return sqlite3_exec(db_, ("DELETE FROM " + table).c_str(), nullptr, nullptr, nullptr);
    }

private:
    sqlite3 *db_;
};

int clear(sqlite3 *db, const std::string &author)
{
    Store store(db);
    return store.remove(1) + store.removeBy(author) + store.removeAll();
}
