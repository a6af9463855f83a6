// Parameters of libpqxx.
#include <pqxx/pqxx>
#include <string>

pqxx::result recall(pqxx::connection &connection, const std::string &maker)
{
    pqxx::work work(connection);
    return work.exec_params("SELECT serial FROM implant WHERE maker = $1", maker);
}

void block(pqxx::connection &connection, const std::string &serial)
{
    connection.prepare("block", "UPDATE implant SET blocked = 1 WHERE serial = $1");
    pqxx::work work(connection);
    work.exec_prepared0("block", serial);
    work.commit();
}
