// A recall lists the implants of one maker.
#include <pqxx/pqxx>

#include "registry.h"

pqxx::result recall(pqxx::connection &connection, const std::string &maker)
{
    pqxx::work work(connection);
    pqxx::result rows = work.exec(implantQuery(maker)); // expect: sql-injection at `work.exec`
    work.commit();
    return rows;
}
