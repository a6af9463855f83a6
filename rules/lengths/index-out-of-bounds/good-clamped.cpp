// Numbers from outside that are set to another one where they are too large: every way to the use has looked at them.
#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

const std::string &chosen(const std::vector<std::string> &items)
{
    int number = 0;
    std::cin >> number;
    if (number < 1 || number > static_cast<int>(items.size()))
        number = 1;
    return items[number - 1];
}

int last_at_most(const std::vector<int> &levels)
{
    std::size_t at = 0;
    std::cin >> at;
    if (at >= levels.size())
        at = levels.size() - 1;
    return levels[at];
}
