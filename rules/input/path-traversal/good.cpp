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

// A helper that looks at the name itself: its callers need not.
static void print_log(const std::string &name)
{
    if (name.find("..") != std::string::npos)
        return;
    std::ifstream log(name);
    std::cout << log.rdbuf();
}

static void remove_log(const std::string &name)
{
    for (char c : name)
        if (c == '/')
            return;
    std::filesystem::remove(name);
}

static void remove_known(const std::string &name)
{
    if (name == "pump.log" || name == "alarm.log")
        std::filesystem::remove(name);
}

void serve_logs()
{
    std::string name;
    std::cin >> name;
    print_log(name);
    remove_log(name);
    remove_known(name);
}

void open_without_folders()
{
    std::string name;
    std::cin >> name;
    for (std::size_t i = 0; i < name.size(); i++)
        if (name[i] == '/')
            return;
    std::ifstream log(name);
    std::cout << log.rdbuf();
}

static void print_note(const std::string &name)
{
    if (name.find('/') != std::string::npos)
        return;
    std::ifstream note("/var/notes/" + name);
    std::cout << note.rdbuf();
}

void serve_notes()
{
    std::string name;
    std::cin >> name;
    print_note(name);
}
