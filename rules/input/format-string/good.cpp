// Event log in C++: formats are literals, or there are none.
#include <cstdio>
#include <iostream>
#include <string>

void show(const std::string &message)
{
    std::printf("%s\n", message.c_str());
}

void ask()
{
    std::string name;
    std::getline(std::cin, name);
    std::cerr << name << '\n';
    std::fputs(name.c_str(), stderr);
}
