// Recorder in C++: the size of the object, and containers that know theirs.
#include <array>
#include <cstddef>
#include <iterator>

struct Sample {
    int time = 0;
    std::array<short, 8> channels{};

    std::size_t size() const { return sizeof(*this); }
};

int sum(const short (&fixed)[8], const std::array<short, 8> &loose)
{
    int total = 0;
    for (std::size_t i = 0; i < std::size(fixed); i++)
        total += fixed[i];
    for (const short value : loose)
        total += value;
    return total;
}

// A character constant is a char in C++.
static_assert(sizeof('a') == 1, "char");
