// Patient log in C++: placeholders, and values bound to them.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <algorithm>
#include <array>
#include <cctype>
#include <iostream>
#include <sqlite3.h>
#include <string>
#include <vector>

int findPatient(sqlite3 *db, const std::string &name)
{
    sqlite3_stmt *statement = nullptr;
    int id = -1;
    if (sqlite3_prepare_v2(db, "SELECT id FROM patient WHERE name = ?", -1, &statement, nullptr) != SQLITE_OK)
        return id;
    if (sqlite3_bind_text(statement, 1, name.c_str(), -1, SQLITE_TRANSIENT) == SQLITE_OK
        && sqlite3_step(statement) == SQLITE_ROW)
        id = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return id;
}

int deleteLog(sqlite3 *db, int id)
{
    const std::string sql = "DELETE FROM log WHERE id = " + std::to_string(id);
    return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

int vacuum(sqlite3 *db)
{
    const std::string table = "log";
    const std::string sql = "REINDEX " + table;
    return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
}

bool rename(const QString &name, int id)
{
    QSqlQuery query;
    query.prepare("UPDATE patient SET name = :name WHERE id = :id");
    query.bindValue(":name", name);
    query.bindValue(":id", id);
    return query.exec();
}

bool createTable()
{
    QSqlQuery query;
    return query.exec("CREATE TABLE log (id INTEGER PRIMARY KEY, note TEXT)");
}

static const std::array<std::string, 2> TABLES{"pumps", "alarms"};
static const std::vector<std::string> VIEWS{"daily", "weekly"};

bool show_listed(sqlite3 *database)
{
    std::string table;
    std::cin >> table;
    if (std::find(TABLES.begin(), TABLES.end(), table) == TABLES.end())
        return false;
    const std::string statement = "SELECT * FROM " + table;
    return sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool show_view(sqlite3 *database)
{
    std::string view;
    std::cin >> view;
    if (std::count(std::begin(VIEWS), std::end(VIEWS), view) == 0)
        return false;
    const std::string statement = "SELECT * FROM " + view;
    return sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool show_word(sqlite3 *database, std::string table)
{
    if (!std::all_of(table.begin(), table.end(), ::isalnum))
        return false;
    const std::string statement = "SELECT * FROM " + table;
    return sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}
