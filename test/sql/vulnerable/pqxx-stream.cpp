// A list of identifiers streamed into IN ( ... ).
#include <pqxx/pqxx>
#include <sstream>
#include <string>
#include <vector>

static std::string list(const std::vector<std::string> &names)
{
    std::ostringstream text;
    for (const std::string &name : names)
        text << (text.tellp() > 0 ? ", '" : "'") << name << "'";
    return text.str();
}

pqxx::result implantsOf(pqxx::work &work, const std::vector<std::string> &makers)
{
    return work.exec("SELECT serial FROM implant WHERE maker IN (" + list(makers) + ")"); // expect: sql-injection at `work.exec`
}
