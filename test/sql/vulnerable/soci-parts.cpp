// Streamed in parts, the statement is put together all the same.
#include <soci/soci.h>
#include <string>

struct Device {
    std::string serial;
    std::string site;
};

void moveDevice(soci::session &sql, const Device &device)
{
    sql << "UPDATE device SET site = '" << device.site << "' WHERE serial = '" << device.serial << "'"; // expect: sql-injection at `device.site`; sql-injection at `device.serial`
}
