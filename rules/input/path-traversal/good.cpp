// File service in C++: names that were looked at.
#include <fstream>
#include <iostream>
#include <regex>
#include <string>

bool show()
{
    static const std::regex allowed("[a-z0-9]+");
    std::string name;
    std::getline(std::cin, name);
    if (!std::regex_match(name, allowed))
        return false;
    std::ifstream file("/data/" + name);
    return file.good();
}

bool settings()
{
    std::ifstream file("/etc/recorder.conf");
    return file.good();
}
