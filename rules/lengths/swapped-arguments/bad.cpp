// The packet of the station.
#include <cstdint>
#include <cstring>

struct Packet {
    std::uint8_t body[32];

    void clear()
    {
        std::memset(body, sizeof body, 0); // expect: swapped-arguments at `std::memset(body, sizeof body, 0)`
    }
};
