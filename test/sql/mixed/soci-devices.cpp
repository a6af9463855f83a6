// Devices of the service department.
#include <soci/soci.h>
#include <string>

void removeDevice(soci::session &sql, const std::string &serial)
{
    sql << "DELETE FROM device WHERE serial = :serial", soci::use(serial);
}

void removeSite(soci::session &sql, const std::string &site)
{
    sql << "DELETE FROM device WHERE site = '" << site << "'"; // expect: sql-injection at `site <<`
}

int countOf(soci::session &sql, const std::string &table)
{
    int count = 0;
    if (table != "device" && table != "service")
        return 0;
    sql << "SELECT count(*) FROM " << table, soci::into(count);
    return count;
}
