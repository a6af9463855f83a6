// Views of parts of other objects that are there.
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
    return total(all.subspan(24, 8)) + total(all.first(32)) + total(all.subspan(32, 0));
}

std::uint32_t last_word()
{
    std::uint8_t raw[6] = {0, 1, 2, 3, 4, 5};
    std::span<const std::uint8_t> bytes(raw);
    return word_at(bytes.subspan(2, 4)) + bytes.subspan(2)[3];
}

unsigned walk(std::span<const std::uint8_t> message)
{
    unsigned sum = 0;
    while (message.size() >= 2) {
        sum += message[1];
        message = message.subspan(2);
    }
    return sum;
}
