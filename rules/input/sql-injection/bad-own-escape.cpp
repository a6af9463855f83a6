#include <iostream>
#include <string>

struct sqlite3;
extern "C" int sqlite3_exec(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);

static std::string doubled(const std::string &text)
{
    std::string out;
    for (char c : text) {
        if (c == '\'')
            out += "''";
        else
            out += c;
    }
    return out;
}

/** What is escaped for a literal does not stand in one. */
bool find_number(sqlite3 *database)
{
    std::string number;
    std::cin >> number;
    std::string query = "SELECT * FROM people WHERE number=" + doubled(number);
    return sqlite3_exec(database, query.c_str(), nullptr, nullptr, nullptr) == 0; // expect: sql-injection at `sqlite3_exec`
}

/** It is escaped, and then the text itself is taken. */
bool find_name(sqlite3 *database)
{
    std::string name;
    std::cin >> name;
    std::string escaped = doubled(name);
    std::string query = "SELECT * FROM people WHERE name='" + name + "'";
    return escaped.size() > 0 &&
           sqlite3_exec(database, query.c_str(), nullptr, nullptr, nullptr) == 0; // expect: sql-injection at `sqlite3_exec`
}
