#include <span>

unsigned char behind_the_view()
{
    unsigned char bytes[32] = {};
    std::span<unsigned char> head(bytes, 16);
    return head[16]; // expect: index-out-of-bounds at `head[16]`
}

void behind_what_is_referred_to(int (&levels)[8])
{
    levels[8] = 1; // expect: index-out-of-bounds at `levels[8] = 1`
}

int behind_what_is_captured()
{
    int levels[8] = {};
    auto raise = [&levels]() {
        levels[8] = 1; // expect: index-out-of-bounds at `levels[8] = 1`
    };
    raise();
    return levels[0];
}
