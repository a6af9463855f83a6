// How much is left is asked for an amount that is not known here: the first bytes of it are there if any are read.
#include <cstddef>
#include <cstdint>
#include <vector>

struct Channel {
    std::uint32_t bytes;
    std::uint32_t alignment;
};

bool unpack(const std::vector<std::uint8_t> &data, const Channel *channels, std::uint32_t count, std::uint16_t *samples)
{
    const std::uint8_t *from = data.data();
    const std::uint8_t *end = from + data.size();

    for (std::uint32_t i = 0; i < count; i++) {
        std::uint32_t step = channels[i].bytes;
        if (channels[i].alignment > 0)
            step = (step + channels[i].alignment - 1) / channels[i].alignment * channels[i].alignment;
        if (from + step > end)
            return false;
        if (channels[i].bytes == 1)
            samples[i] = from[0];
        else if (channels[i].bytes == 2)
            samples[i] = static_cast<std::uint16_t>(from[0] | (from[1] << 8));
        from += step;
    }
    return true;
}
