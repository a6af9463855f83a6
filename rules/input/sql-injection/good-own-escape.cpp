#include <iostream>
#include <string>

struct sqlite3;
extern "C" int sqlite3_exec(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);

/** Quotes that are doubled end no literal. */
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

bool find_name(sqlite3 *database)
{
    std::string name;
    std::cin >> name;
    std::string query = "SELECT * FROM people WHERE name='" + doubled(name) + "'";
    return sqlite3_exec(database, query.c_str(), nullptr, nullptr, nullptr) == 0;
}
