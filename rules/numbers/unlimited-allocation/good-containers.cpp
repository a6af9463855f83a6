#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <vector>

/** Lists in braces hold numbers from outside and are as long as they are written. */
void listed(int peer)
{
    std::uint32_t value = 0;
    if (recv(peer, &value, sizeof value, MSG_WAITALL) != sizeof value)
        return;
    std::vector<std::uint32_t> values{value, value};
    auto held = std::make_unique<std::uint32_t>(value);
    std::cout << values.size() << *held;
}

void limited(int peer)
{
    std::uint32_t count = 0;
    if (recv(peer, &count, sizeof count, MSG_WAITALL) != sizeof count || count > 4096)
        return;
    std::vector<int> values(count);
    std::string line(count, '-');
    auto bytes = std::make_unique<char[]>(count);
    std::cout << values.size() << line << bytes.get();
}

void part_of_text()
{
    std::string text("abcdef", 3);
    std::string pair{'a', 'b'};
    std::cout << text[2] << pair[1];
}
