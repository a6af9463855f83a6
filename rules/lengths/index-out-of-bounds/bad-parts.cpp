// Views of parts of other objects: nobody asks whether the part is there.
#include <array>
#include <cstdint>
#include <span>

std::uint32_t word_at(std::span<const std::uint8_t> bytes)
{
    return (std::uint32_t(bytes[0]) << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3];
}

unsigned total(std::span<const std::uint8_t> bytes);

unsigned trailer()
{
    std::array<std::uint8_t, 32> frame{};
    std::span<const std::uint8_t> all(frame);
    auto tail = all.subspan(24, 12); // expect: index-out-of-bounds at `all.subspan(24, 12)`
    return total(tail);
}

std::uint32_t last_word()
{
    std::uint8_t raw[6] = {0, 1, 2, 3, 4, 5};
    std::span<const std::uint8_t> bytes(raw);
    return word_at(bytes.subspan(4, 2)); // expect: index-out-of-bounds at `word_at`
}

unsigned behind_all()
{
    std::uint8_t raw[6] = {0, 1, 2, 3, 4, 5};
    std::span<const std::uint8_t> bytes = raw;
    return bytes[6]; // expect: index-out-of-bounds at `bytes[6]`
}
