#include <algorithm>
#include <iostream>
#include <string>
#include <unistd.h>

int of_message(int peer)
{
    unsigned char message[256];
    unsigned char body[100];
    if (read(peer, message, sizeof message) != sizeof message)
        return -1;
    std::copy_n(message + 1, message[0], body); // expect: unchecked-length at `std::copy_n`
    return body[0];
}

void of_text()
{
    std::string line;
    std::getline(std::cin, line);
    char field[16];
    line.copy(field, line.size()); // expect: unchecked-length at `line.copy`
    std::cout << field[0];
}
