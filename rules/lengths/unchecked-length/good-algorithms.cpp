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
    if (message[0] > sizeof body)
        return -1;
    std::copy_n(message + 1, message[0], body);
    return body[0];
}

void of_text()
{
    std::string line;
    std::getline(std::cin, line);
    char field[16];
    std::size_t length = line.copy(field, sizeof field - 1);
    field[length] = '\0';
    line.copy(field, sizeof field - 1, 4);
    std::cout << field;
}
