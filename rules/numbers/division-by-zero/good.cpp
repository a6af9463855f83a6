// Containers whose elements may be others than were put in.
#include <algorithm>
#include <cstring>
#include <vector>

int changed_in_a_loop(int total)
{
    std::vector<int> parts;
    parts.push_back(0);
    for (auto &part : parts)
        part = 5;
    return total / parts[0];
}

int others_come_in(int total)
{
    std::vector<int> parts;
    parts.push_back(0);
    parts.resize(10, 5);
    return total / parts[3];
}

int assigned(int total)
{
    std::vector<int> parts;
    parts.push_back(0);
    parts[0] = 5;
    return total / parts[0];
}

int filled(int total)
{
    std::vector<int> parts;
    parts.push_back(0);
    std::fill(parts.begin(), parts.end(), 5);
    return total / parts[0];
}

int through_its_memory(int total, const int *values)
{
    std::vector<int> parts;
    parts.push_back(0);
    std::memcpy(parts.data(), values, sizeof(int));
    return total / parts[0];
}

int by_reference(int total)
{
    std::vector<int> parts;
    parts.push_back(0);
    int &first = parts[0];
    first = 5;
    return total / parts.front();
}
