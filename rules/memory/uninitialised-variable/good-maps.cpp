#include <map>
#include <string>
#include <vector>

/** What a map makes on demand begins as 0. */
std::map<std::string, int> occurrences(const std::vector<std::string> &words)
{
    std::map<std::string, int> count;
    for (const std::string &word : words)
        count[word]++;
    count["all"] += static_cast<int>(words.size());
    count["any"] |= 1;
    return count;
}
