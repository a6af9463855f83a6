// Parameters, quoting, and neither.
#include <pqxx/pqxx>
#include <string>

pqxx::result bound(pqxx::work &work, const std::string &maker)
{
    return work.exec_params("SELECT serial FROM implant WHERE maker = $1", maker);
}

pqxx::result quoted(pqxx::work &work, const std::string &maker)
{
    return work.exec("SELECT serial FROM implant WHERE maker = " + work.quote(maker));
}

pqxx::result joined(pqxx::work &work, const std::string &maker)
{
    return work.exec("SELECT serial FROM implant WHERE maker = '" + maker + "'"); // expect: sql-injection at `work.exec`
}

pqxx::result escapedOnly(pqxx::work &work, const std::string &id)
{
    return work.exec("SELECT serial FROM implant WHERE id = " + work.esc(id)); // expect: sql-injection at `work.exec`
}
