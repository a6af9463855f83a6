#include <cstdint>
#include <cstring>
#include <sys/socket.h>
#include <vector>

struct Header {
    std::uint16_t id;
    std::uint16_t length;
};

Header read_header(int peer)
{
    Header header{};
    std::vector<std::uint8_t> data(1500);
    ssize_t received = recv(peer, data.data(), data.size(), 0);
    if (received < static_cast<ssize_t>(sizeof header))
        return header;
    std::memcpy(&header, data.data(), sizeof header);
    return header;
}
