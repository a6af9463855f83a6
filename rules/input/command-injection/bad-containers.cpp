#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <vector>

void from_list()
{
    std::string line;
    std::getline(std::cin, line);
    std::vector<std::string> lines;
    lines.push_back(line);
    std::system(lines[0].c_str()); // expect: command-injection at `std::system`
    std::vector<std::string> others{line};
    std::system(others.back().c_str()); // expect: command-injection at `std::system`
}

void from_table()
{
    std::string line;
    std::getline(std::cin, line);
    std::map<std::string, std::string> commands;
    commands["start"] = line;
    std::system(commands["start"].c_str()); // expect: command-injection at `std::system`
    std::map<std::string, std::string> more;
    more.emplace("stop", line);
    const std::string &command = more.at("stop");
    std::system(command.c_str()); // expect: command-injection at `std::system`
}

void perhaps()
{
    std::string line;
    std::getline(std::cin, line);
    std::optional<std::string> command = line;
    std::system(command->c_str()); // expect: command-injection at `std::system`
}

void from_characters()
{
    std::string line;
    std::getline(std::cin, line);
    std::vector<char> characters(line.begin(), line.end());
    characters.push_back('\0');
    std::system(characters.data()); // expect: command-injection at `std::system`
}

void into_text(int peer)
{
    std::string text(100, '\0');
    ssize_t received = recv(peer, &text[0], 99, 0);
    if (received <= 0)
        return;
    text.resize(received);
    std::system(text.c_str()); // expect: command-injection at `std::system`
}

static std::string value_of(std::string_view setting)
{
    auto at = setting.find('=');
    if (at == std::string_view::npos)
        return {};
    return std::string(setting.substr(at + 1));
}

void part_of_view(int peer)
{
    char text[64];
    ssize_t received = recv(peer, text, sizeof text - 1, 0);
    if (received <= 0)
        return;
    text[received] = '\0';
    std::system(value_of(text).c_str()); // expect: command-injection at `std::system`
}

void each_of_list()
{
    std::string line;
    std::getline(std::cin, line);
    std::vector<std::string> lines;
    lines.push_back(line);
    for (const auto &each : lines)
        std::system(each.c_str()); // expect: command-injection at `std::system`
}
