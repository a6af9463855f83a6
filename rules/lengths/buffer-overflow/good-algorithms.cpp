// Algorithms that write by an iterator, and containers that have the elements, or are made to grow.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

struct Packet {
    std::array<std::uint8_t, 16> key{};
};

void set_key(Packet &packet)
{
    const std::vector<std::uint8_t> seed(16, 0x5a);
    std::copy(seed.begin(), seed.end(), packet.key.begin());
}

std::vector<int> even(const std::vector<int> &in)
{
    std::vector<int> out;
    std::copy_if(in.begin(), in.end(), std::back_inserter(out), [](int v) { return v % 2 == 0; });
    return out;
}

std::vector<int> doubled(const std::vector<int> &in)
{
    std::vector<int> out;
    out.resize(in.size());
    std::transform(in.begin(), in.end(), out.begin(), [](int v) { return 2 * v; });
    return out;
}

std::vector<int> halved(const std::vector<int> &in)
{
    std::vector<int> out(in);
    std::transform(in.begin(), in.end(), out.begin(), [](int v) { return v / 2; });
    return out;
}

std::string upper(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

void fill(std::vector<int> &values);

std::vector<int> filled_elsewhere(const std::vector<int> &in)
{
    std::vector<int> out;
    fill(out);
    std::copy(in.begin(), in.end(), out.begin());
    return out;
}

// As many rounds as there are elements.
std::vector<int> filled_before(const std::vector<int> &in)
{
    std::vector<int> out;
    for (int value : in)
        out.push_back(-value);
    std::copy(in.begin(), in.end(), out.begin());
    return out;
}

void nothing_to_copy()
{
    std::vector<int> from;
    std::vector<int> to;
    std::copy(from.begin(), from.end(), to.begin());
}
