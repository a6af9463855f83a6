// use() binds.
#include <soci/soci.h>
#include <string>

int serviceCount(soci::session &sql, const std::string &serial)
{
    int count = 0;
    sql << "SELECT count(*) FROM service WHERE serial = :serial", soci::use(serial), soci::into(count);
    return count;
}

void removeService(soci::session &sql, int id)
{
    sql << "DELETE FROM service WHERE id = " << id;
}

void moveDevice(soci::session &sql, const std::string &serial, const std::string &site)
{
    soci::statement move =
        (sql.prepare << "UPDATE device SET site = :site WHERE serial = :serial", soci::use(site), soci::use(serial));
    move.execute(true);
}
