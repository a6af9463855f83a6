// Event log in C++: a string is a text, not a format.
#include <cstdio>
#include <iostream>
#include <string>

void show(const std::string &message)
{
    std::printf(message.c_str()); // expect: format-string at `std::printf`
}

void ask()
{
    std::string name;
    std::getline(std::cin, name);
    std::fprintf(stderr, name.c_str()); // expect: format-string at `std::fprintf`
}
