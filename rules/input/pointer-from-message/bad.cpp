// Commands of a remote control.
#include <cstdint>
#include <cstring>
#include <sys/socket.h>

struct Command {
    std::uint32_t kind;
    const char *text;
};

std::size_t lengthOf(int peer)
{
    Command command{};

    if (recv(peer, &command, sizeof command, 0) != static_cast<ssize_t>(sizeof command))
        return 0;
    return std::strlen(command.text); // expect: pointer-from-message at `std::strlen`
}
