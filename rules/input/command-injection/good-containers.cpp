#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

/** What comes in goes into another list than what is run. */
void two_lists()
{
    std::string line;
    std::getline(std::cin, line);
    std::vector<std::string> commands;
    commands.push_back("ls");
    std::vector<std::string> lines;
    lines.push_back(line);
    std::system(commands[0].c_str());
}

void from_caller(const std::vector<std::string> &commands)
{
    std::system(commands[0].c_str());
}

/** The key comes in, what it leads to does not. */
void by_name()
{
    std::string line;
    std::getline(std::cin, line);
    std::map<std::string, std::string> commands;
    commands["list"] = "ls";
    commands["time"] = "date";
    if (commands.count(line) != 0)
        std::system(commands[line].c_str());
}

void by_number()
{
    std::string line;
    std::getline(std::cin, line);
    std::vector<std::string> commands{"ls", "date"};
    std::system(commands.at(std::stoul(line) % 2).c_str());
}

void compared()
{
    std::string line;
    std::getline(std::cin, line);
    std::vector<std::string> lines;
    lines.push_back(line);
    if (lines[0] == "ls" || lines[0] == "date")
        std::system(lines[0].c_str());
}

void perhaps(bool all)
{
    std::optional<std::string> command = std::string("ls");
    if (all)
        command = "ls -a";
    std::system(command->c_str());
}

static const std::vector<std::string> allowed{"ls", "date"};

void one_of_list()
{
    std::string line;
    std::getline(std::cin, line);
    for (const auto &each : allowed)
        if (each == line)
            std::system(line.c_str());
}

void one_of_list_by_flag()
{
    std::string line;
    std::getline(std::cin, line);
    bool isAllowed = false;
    for (const auto &each : allowed)
        if (each == line)
            isAllowed = true;
    if (isAllowed)
        std::system(line.c_str());
}

void each_of_list(const std::vector<std::string> &commands)
{
    for (const auto &each : commands)
        std::system(each.c_str());
}
