// Algorithms that write by an iterator into containers that have too few elements.
#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

struct Packet {
    std::array<std::uint8_t, 16> key{};
};

void set_key(Packet &packet)
{
    const std::vector<std::uint8_t> seed(24, 0x5a);
    std::copy(seed.begin(), seed.end(), packet.key.begin()); // expect: buffer-overflow at `std::copy`
}

std::vector<int> even(const std::vector<int> &in)
{
    std::vector<int> out;
    std::copy_if(in.begin(), in.end(), out.begin(), [](int v) { return v % 2 == 0; }); // expect: buffer-overflow at `std::copy_if`
    return out;
}

// Room that is reserved is none that has elements.
std::vector<int> doubled(const std::vector<int> &in)
{
    std::vector<int> out;
    out.reserve(in.size());
    std::transform(in.begin(), in.end(), out.begin(), [](int v) { return 2 * v; }); // expect: buffer-overflow at `std::transform`
    return out;
}

std::vector<int> sums(const std::vector<int> &in)
{
    std::vector<int> out;
    std::partial_sum(in.begin(), in.end(), std::begin(out)); // expect: buffer-overflow at `std::partial_sum`
    return out;
}

std::array<int, 2> levels()
{
    std::array<int, 2> both;
    std::fill_n(both.begin(), 3, 0); // expect: buffer-overflow at `std::fill_n`
    return both;
}
