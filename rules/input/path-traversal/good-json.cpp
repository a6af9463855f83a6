// Profiles of a device that are named in a document: a name is a name, and no way to anywhere.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

using json = nlohmann::json;

static bool is_plain(const std::string &name)
{
    return !name.empty() && name.find('/') == std::string::npos && name.find("..") == std::string::npos;
}

bool save_profile()
{
    std::string line;
    std::getline(std::cin, line);
    auto request = json::parse(line, nullptr, false);
    if (request.is_discarded())
        return false;
    const std::string name = request.value("profile", "");
    if (!is_plain(name))
        return false;
    std::ofstream out("/var/lib/pump/profiles/" + name);
    out << request["data"].dump();
    return static_cast<bool>(out);
}

static int levels[16];

int level()
{
    std::string line;
    std::getline(std::cin, line);
    json request = json::parse(line);
    int channel = request["channel"].get<int>();
    if (channel < 0 || channel >= 16)
        return -1;
    return levels[channel];
}
