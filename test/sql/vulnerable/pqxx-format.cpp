// The text is made by a formatting library; braces quote no better than %s.
#include <fmt/format.h>
#include <pqxx/pqxx>
#include <string>

static void run(pqxx::work &work, const std::string &sql)
{
    work.exec0(sql);
}

void block(pqxx::connection &connection, const std::string &serial, int days)
{
    pqxx::work work(connection);
    run(work, fmt::format("UPDATE implant SET blocked = {} WHERE serial = '{}'", days, serial)); // expect: sql-injection at `run`
    work.commit();
}
