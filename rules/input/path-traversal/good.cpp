// File service in C++: names that were looked at.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <regex>
#include <string>
#include <sys/socket.h>

bool show()
{
    static const std::regex allowed("[a-z0-9]+");
    std::string name;
    std::getline(std::cin, name);
    if (!std::regex_match(name, allowed))
        return false;
    std::ifstream file("/data/" + name);
    return file.good();
}

bool settings()
{
    std::ifstream file("/etc/recorder.conf");
    return file.good();
}

namespace fs = std::filesystem;

static std::string receive(int peer)
{
    char bytes[256];
    const ssize_t n = recv(peer, bytes, sizeof bytes, 0);

    return n > 0 ? std::string(bytes, static_cast<std::size_t>(n)) : std::string();
}

// One name is all that is left of it, or it is compared with what it must begin with.
void removeUpload(int peer)
{
    const std::string name = receive(peer);

    fs::remove(fs::path("/data/up") / fs::path(name).filename());
    const fs::path resolved = fs::weakly_canonical(fs::path("/data") / name);
    if (resolved.string().rfind("/data/", 0) != 0)
        return;
    fs::remove(resolved);
}

void showPage(int peer)
{
    const std::string name = receive(peer);

    if (name.find('/') != std::string::npos || name.find("..") != std::string::npos)
        return;
    std::ifstream page("/data/pages/" + name);
}
