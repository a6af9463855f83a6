// Profiles of a device that are named in a document: what is in it is as foreign as the text it was made of.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

using json = nlohmann::json;

bool save_profile()
{
    std::string line;
    std::getline(std::cin, line);
    auto request = json::parse(line, nullptr, false);
    if (request.is_discarded())
        return false;
    const std::string name = request.value("profile", "");
    std::ofstream out("/var/lib/pump/profiles/" + name); // expect: path-traversal
    out << request["data"].dump();
    return static_cast<bool>(out);
}

bool load_profile(json &profile)
{
    json request;
    std::cin >> request;
    auto name = request.at("profile").get<std::string>();
    std::ifstream in("/var/lib/pump/profiles/" + name); // expect: path-traversal
    in >> profile;
    return static_cast<bool>(in);
}

static int levels[16];

int level()
{
    std::string line;
    std::getline(std::cin, line);
    json request = json::parse(line);
    int channel = request["channel"].get<int>();
    return levels[channel]; // expect: index-out-of-bounds
}
