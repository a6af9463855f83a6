// Network set-up of a bedside station.
#include <cstdio>
#include <cstdlib>
#include <string>

int linkDown()
{
    return std::system("ifconfig eth0 down"); // expect: program-search-path at `std::system`
}

FILE *openList()
{
    const std::string command = "lsblk --raw";

    return popen(command.c_str(), "r"); // expect: program-search-path at `popen`
}
