// Command interpreter in C++: the attribute of the standard.
#include <cstdio>
#include <stdexcept>

int priority(int level)
{
    int result = 0;
    switch (level) {
    case 2:
        result += 10;
        [[fallthrough]];
    case 1:
        result += 1;
        break;
    case 0:
        throw std::invalid_argument("level");
    default:
        break;
    }
    return result;
}
