// Numbers from outside that are set to another one on the wrong side only.
#include <iostream>
#include <string>
#include <vector>

const std::string &chosen(const std::vector<std::string> &items)
{
    int number = 0;
    std::cin >> number;
    if (number >= static_cast<int>(items.size()))
        number = 0;
    return items[number]; // expect: index-out-of-bounds at `items[number]`
}

int level_of(const std::vector<int> &levels)
{
    int at = 0;
    std::cin >> at;
    if (at < 0)
        at = 0;
    return levels[at]; // expect: index-out-of-bounds at `levels[at]`
}
