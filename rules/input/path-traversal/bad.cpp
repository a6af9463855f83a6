// File service in C++: names that come from the user.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/socket.h>

bool show()
{
    std::string name;
    std::getline(std::cin, name);
    const std::string path = "/data/" + name;
    std::ifstream file(path); // expect: path-traversal at `file`
    return file.good();
}

// What a helper returns is as foreign as what it read.
std::string receive(int peer)
{
    char bytes[256];
    const ssize_t n = recv(peer, bytes, sizeof bytes, 0);

    return n > 0 ? std::string(bytes, static_cast<std::size_t>(n)) : std::string();
}

namespace fs = std::filesystem;

void forget(int peer)
{
    const std::string name = receive(peer);
    fs::path file = "/data";

    file /= name;
    fs::remove(file); // expect: path-traversal at `fs`
}

void publish(int peer)
{
    const std::string request = receive(peer);
    const auto colon = request.find(':');

    if (colon == std::string::npos)
        return;
    fs::rename("/data/part", request.substr(colon + 1)); // expect: path-traversal at `fs`
}

// The folder is fixed, what follows it is not.
static void print_note(const std::string &name)
{
    std::ifstream note("/var/notes/" + name);
    std::cout << note.rdbuf();
}

static void remove_note(const std::string &name)
{
    std::filesystem::remove("/var/notes/" + name);
}

void print_for_user()
{
    std::string name;
    std::cin >> name;
    print_note(name); // expect: path-traversal at `print_note`
}

void remove_for_user()
{
    std::string name;
    std::cin >> name;
    remove_note(name); // expect: path-traversal at `remove_note`
}
