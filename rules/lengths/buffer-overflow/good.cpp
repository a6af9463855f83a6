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

#include <algorithm>
#include <iterator>
#include <vector>

/** Elements are counted, not bytes. */
unsigned char narrowed()
{
    int wide[4] = {1, 2, 3, 4};
    unsigned char narrow[4];
    std::copy(wide, wide + 4, narrow);
    return narrow[3];
}

int widened(const unsigned char *bytes)
{
    int wide[4];
    std::copy(bytes, bytes + 4, wide);
    std::copy_n(bytes, 4, wide);
    std::fill_n(wide, 4, 0);
    return wide[0];
}

std::vector<int> grown(const int *values, int count)
{
    std::vector<int> all;
    std::copy(values, values + count, std::back_inserter(all));
    std::copy(all.begin(), all.end(), all.begin());
    std::fill(all.begin(), all.end(), 1);
    return all;
}

void limited(const std::vector<int> &values, int (&first)[4])
{
    std::copy_n(values.begin(), std::min<std::size_t>(values.size(), 4), first);
}
