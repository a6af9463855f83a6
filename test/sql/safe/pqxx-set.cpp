// A set of names that may be asked for.
#include <pqxx/pqxx>
#include <set>
#include <stdexcept>
#include <string>

static const std::set<std::string> COLUMNS = {"serial", "maker", "implanted"};

pqxx::result sorted(pqxx::work &work, const std::string &column)
{
    if (COLUMNS.find(column) == COLUMNS.end())
        throw std::invalid_argument("no such column");
    return work.exec("SELECT serial FROM implant ORDER BY " + column);
}

pqxx::result descending(pqxx::work &work, const std::string &column)
{
    if (COLUMNS.count(column) == 0)
        throw std::invalid_argument("no such column");
    return work.exec("SELECT serial FROM implant ORDER BY " + column + " DESC");
}
