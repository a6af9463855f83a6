#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <vector>

void elements(int peer)
{
    std::uint32_t count = 0;
    if (recv(peer, &count, sizeof count, MSG_WAITALL) != sizeof count)
        return;
    std::vector<int> values(count); // expect: unlimited-allocation at `values(count)`
    std::cout << values.size();
}

void characters(int peer)
{
    std::uint32_t count = 0;
    if (recv(peer, &count, sizeof count, MSG_WAITALL) != sizeof count)
        return;
    std::string line(count, '-'); // expect: unlimited-allocation at `line(count, '-')`
    std::cout << line;
}

void array(int peer)
{
    std::uint32_t count = 0;
    if (recv(peer, &count, sizeof count, MSG_WAITALL) != sizeof count)
        return;
    auto bytes = std::make_unique<char[]>(count); // expect: unlimited-allocation at `std::make_unique<char[]>(count)`
    std::cout << bytes[0];
}
