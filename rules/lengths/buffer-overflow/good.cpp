#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

// The text in a vector ends among its elements, and not behind them.
int scratch(const std::string &pattern)
{
    std::vector<char> name(pattern.begin(), pattern.end());
    name.push_back('\0');
    return mkstemp(name.data());
}

std::size_t copy_name(char (&name)[16], const std::vector<char> &text)
{
    if (std::strlen(text.data()) >= sizeof name)
        return 0;
    std::strcpy(name, text.data());
    return std::strlen(name);
}
