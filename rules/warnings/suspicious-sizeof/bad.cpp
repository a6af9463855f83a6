// Recorder in C++: the size of the pointer to the object.
#include <cstddef>
#include <cstring>

struct Sample {
    int time = 0;
    short channels[8] = {};

    std::size_t size() const
    {
        return sizeof(this); // expect: suspicious-sizeof at `sizeof(this)`
    }
};

int sum(const short (&fixed)[8], const short loose[8])
{
    int total = 0;
    for (std::size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
        total += fixed[i];
    for (std::size_t i = 0; i < sizeof(loose) / sizeof(loose[0]); i++) // expect: suspicious-sizeof at `sizeof(loose)`
        total += loose[i];
    return total;
}
