// Alarm logic in C++: a declaration in the condition is no assignment.
#include <cstdio>
#include <map>
#include <string>

int lookUp(const std::map<std::string, int> &levels, const std::string &name)
{
    if (const auto found = levels.find(name); found != levels.end())
        return found->second;
    return -1;
}

bool canOpen(const char *path)
{
    if (std::FILE *file = std::fopen(path, "r")) {
        std::fclose(file);
        return true;
    }
    return false;
}
