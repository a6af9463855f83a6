// Service tool in C++: commands put together from strings.
#include <cstdlib>
#include <iostream>
#include <string>

int ping(const std::string &host)
{
    const std::string command = "ping -c 1 " + host;
    return std::system(command.c_str()); // expect: command-injection at `std::system`
}

int run()
{
    std::string line;
    std::getline(std::cin, line);
    return std::system(line.c_str()); // expect: command-injection at `std::system`
}
