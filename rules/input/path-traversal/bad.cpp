// File service in C++: names that come from the user.
#include <fstream>
#include <iostream>
#include <string>

bool show()
{
    std::string name;
    std::getline(std::cin, name);
    const std::string path = "/data/" + name;
    std::ifstream file(path); // expect: path-traversal at `file`
    return file.good();
}
