// Quoted and escaped by the connection.
#include <pqxx/pqxx>
#include <string>

pqxx::result recall(pqxx::work &work, const std::string &maker)
{
    return work.exec("SELECT serial FROM implant WHERE maker = " + work.quote(maker));
}

pqxx::result columnOf(pqxx::work &work, const std::string &column)
{
    return work.exec("SELECT " + work.quote_name(column) + " FROM implant");
}

pqxx::result byNote(pqxx::work &work, const std::string &note)
{
    return work.exec("SELECT serial FROM implant WHERE note = '" + work.esc(note) + "'");
}
