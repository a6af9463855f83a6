#include <cstddef>
#include <span>

unsigned char within_the_view()
{
    unsigned char bytes[32] = {};
    std::span<unsigned char> head(bytes, 16);
    std::span<unsigned char> all{bytes, 32};
    std::span<unsigned char> same(bytes);
    return head[15] + all[31] + same[16];
}

unsigned char of_others(std::span<const unsigned char> bytes, std::size_t count)
{
    std::span<const unsigned char> part(bytes.data(), count);
    return part.empty() ? 0 : part[0];
}

void within_what_is_referred_to(int (&levels)[8], int (&rows)[2][4])
{
    for (int &level : levels)
        level = 0;
    levels[7] = 1;
    rows[1][3] = 2;
}

int within_what_is_captured()
{
    int levels[8] = {};
    auto raise = [&]() {
        for (int i = 0; i < 8; i++)
            levels[i] = i;
    };
    raise();
    return levels[0];
}
