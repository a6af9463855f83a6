// Service tool in C++: constant commands only.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <istream>
#include <string>
#include <utility>

int reboot()
{
    return std::system("/sbin/reboot");
}

int setBrightness(unsigned percent)
{
    if (percent > 100)
        return -1;
    const std::string command = "/usr/bin/backlight " + std::to_string(percent);
    return std::system(command.c_str());
}

int setMode(bool isService)
{
    const std::string mode = isService ? "service" : "normal";
    return std::system(("/usr/bin/mode " + mode).c_str());
}

// Objects that are handed literals by value hold them.
class Tool
{
public:
    Tool(std::string program, std::string option) : line_(std::move(program))
    {
        line_ += " " + option;
    }
    int run() const { return std::system(line_.c_str()); }

private:
    std::string line_;
};

int calibrate()
{
    std::string option = "--all";
    return Tool("/usr/bin/calibrate", option).run();
}

static int execute(std::string command)
{
    command += " 2>/dev/null";
    return std::system(command.c_str());
}

int prime()
{
    std::string command = "/usr/bin/prime";
    return execute(std::move(command));
}

// Nothing but digits and dots.
int trace(std::istream &in)
{
    std::string host;

    std::getline(in, host);
    if (host.find_first_not_of("0123456789.") != std::string::npos)
        return -1;
    return std::system(("/usr/bin/traceroute " + host).c_str());
}

// A helper that is handed the text asks for the caller.
static bool isPlain(const std::string &text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
}

static std::string trimmed(const std::string &text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

int restart(std::istream &in)
{
    std::string line;

    while (std::getline(in, line)) {
        const std::string unit = trimmed(line);
        if (!isPlain(unit))
            continue;
        const std::string command = "/usr/bin/systemctl restart " + unit;
        if (std::system(command.c_str()) != 0)
            return -1;
    }
    return 0;
}

// Every character is asked about.
int archive(const std::string &name)
{
    for (const char c : name)
        if (!std::isalnum(static_cast<unsigned char>(c)))
            return -1;
    return std::system(("/bin/tar czf /backup/" + name + ".tgz /data").c_str());
}
