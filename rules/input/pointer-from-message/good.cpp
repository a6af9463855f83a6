// Commands of a remote control.
#include <cstdint>
#include <cstring>
#include <sys/socket.h>

struct Command {
    std::uint32_t kind;
    char text[28];
};

std::size_t lengthOf(int peer)
{
    Command command{};

    if (recv(peer, &command, sizeof command, 0) != static_cast<ssize_t>(sizeof command))
        return 0;
    command.text[sizeof command.text - 1] = '\0';
    return std::strlen(command.text);
}
