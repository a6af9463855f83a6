// Network set-up of a bedside station.
#include <cstdio>
#include <cstdlib>
#include <string>

int linkDown()
{
    return std::system("/sbin/ifconfig eth0 down");
}

FILE *openList()
{
    const std::string command = "/bin/lsblk --raw";

    return popen(command.c_str(), "r");
}
