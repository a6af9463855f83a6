// Service tool in C++: commands put together from strings.
#include <cstdlib>
#include <iostream>
#include <string>

int ping(const std::string &host)
{
    const std::string command = "ping -c 1 " + host;
    return std::system(command.c_str()); // expect: command-injection at `std::system`
}

// A helper that asks for the length only says nothing of what is in the text.
static bool isShort(const std::string &text)
{
    return !text.empty() && text.size() < 64;
}

int mount()
{
    std::string volume;
    std::getline(std::cin, volume);
    if (!isShort(volume))
        return -1;
    return std::system(("/bin/mount " + volume).c_str()); // expect: command-injection at `std::system`
}

// Handed over by value, it is the same text.
static int execute(std::string command)
{
    return std::system(command.c_str());
}

int start()
{
    std::string line;
    std::getline(std::cin, line);
    return execute(line); // expect: command-injection at `execute`
}

int run()
{
    std::string line;
    std::getline(std::cin, line);
    return std::system(line.c_str()); // expect: command-injection at `std::system`
}
