// The packet of the station, cleared.
#include <cstdint>
#include <cstring>

struct Packet {
    std::uint8_t body[32] = {};

    void clear() { std::memset(body, 0, sizeof body); }
};
