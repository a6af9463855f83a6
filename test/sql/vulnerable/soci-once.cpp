// SOCI takes what is streamed into the session as the statement.
#include <soci/soci.h>
#include <string>

static std::string condition(const std::string &serial)
{
    return " WHERE serial = '" + serial + "'";
}

int serviceCount(soci::session &sql, const std::string &serial)
{
    int count = 0;
    sql << "SELECT count(*) FROM service" + condition(serial), soci::into(count); // expect: sql-injection at `sql`
    return count;
}
