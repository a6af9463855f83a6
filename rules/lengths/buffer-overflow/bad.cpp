#include <algorithm>

int between_arrays()
{
    int all[8] = {};
    int first[4];
    std::copy(all, all + 8, first); // expect: buffer-overflow at `std::copy`
    return first[0];
}

int so_many(const int *values)
{
    int first[4];
    std::copy_n(values, 8, first); // expect: buffer-overflow at `std::copy_n`
    return first[0];
}

int filled()
{
    int levels[4];
    std::fill_n(levels, 5, 0); // expect: buffer-overflow at `std::fill_n`
    return levels[0];
}
