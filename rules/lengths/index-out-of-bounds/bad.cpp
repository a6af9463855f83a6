// Containers reached by a number that none of their elements has.
#include <arpa/inet.h>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <netinet/in.h>
#include <span>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

int newest(const std::vector<int> &samples)
{
    return samples[samples.size()]; // expect: index-out-of-bounds at `samples[samples.size()]`
}

int total(const std::vector<int> &samples)
{
    int sum = 0;
    for (std::size_t i = 0; i <= samples.size(); i++)
        sum += samples[i]; // expect: index-out-of-bounds at `samples[i]`
    return sum;
}

int steepest(const std::vector<int> &samples)
{
    int most = 0;
    for (std::size_t i = 0; i < samples.size(); i++) {
        int step = samples[i + 1] - samples[i]; // expect: index-out-of-bounds at `samples[i + 1]`
        if (step > most)
            most = step;
    }
    return most;
}

int channels()
{
    std::array<int, 4> gains{};
    int sum = 0;
    for (int i = 0; i <= 4; i++)
        sum += gains[i]; // expect: index-out-of-bounds at `gains[i]`
    return sum;
}

// Room is reserved; elements there are none.
std::vector<int> first_reading(int value)
{
    std::vector<int> readings;
    readings.reserve(16);
    readings[0] = value; // expect: index-out-of-bounds at `readings[0]`
    return readings;
}

std::string unit_of()
{
    std::vector<std::string> units;
    units.push_back("ml");
    units.push_back("mg");
    return units[2]; // expect: index-out-of-bounds at `units[2]`
}

void last_of(std::span<int> window)
{
    window[window.size()] = 0; // expect: index-out-of-bounds at `window[window.size()]`
}

// One too many is let through.
int sample_at(const std::vector<int> &samples, std::size_t index)
{
    if (index > samples.size())
        return 0;
    return samples[index]; // expect: index-out-of-bounds at `samples[index]`
}

/* Too long to be taken in where it is called: what it puts behind the reference is told by a summary. */
static void receive_channel(int &channel)
{
    char text[14];
    struct sockaddr_in address;
    int listener = -1;
    int peer = -1;

    do {
        listener = socket(AF_INET, SOCK_STREAM, 0);
        if (listener == -1)
            break;
        std::memset(&address, 0, sizeof address);
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(7077);
        if (bind(listener, (struct sockaddr *)&address, sizeof address) == -1)
            break;
        if (listen(listener, 5) == -1)
            break;
        peer = accept(listener, nullptr, nullptr);
        if (peer == -1)
            break;
        ssize_t received = recv(peer, text, sizeof text - 1, 0);
        if (received <= 0)
            break;
        text[received] = '\0';
        channel = std::atoi(text);
    } while (0);
    if (listener != -1)
        close(listener);
    if (peer != -1)
        close(peer);
}

// How large an element is, with a text in it, makes no difference to how many there are.
struct Output {
    std::string name;
    int level;
};

void set_level(int peer, std::vector<Output> &outputs)
{
    unsigned char message[2];

    if (recv(peer, message, sizeof message, 0) != 2)
        return;
    outputs[message[0]].level = message[1]; // expect: index-out-of-bounds at `outputs[message[0]]`
}

static int levels[8];

int read_channel()
{
    int channel = -1;

    receive_channel(channel);
    if (channel < 0)
        return 0;
    return levels[channel]; // expect: index-out-of-bounds at `levels[channel]`
}

// A line may be empty, or shorter than what is looked for at its end, and what is looked for may not be there.
bool ends_in_return()
{
    std::string line;

    std::getline(std::cin, line);
    if (line[line.size() - 1] == '\r') // expect: index-out-of-bounds at `line[line.size() - 1]`
        return true;
    return false;
}

char last_of_line()
{
    std::string text;

    std::getline(std::cin, text);
    return text.back(); // expect: index-out-of-bounds at `text.back()`
}

bool is_source()
{
    std::string file;

    std::getline(std::cin, file);
    return file[file.size() - 2] == '.'; // expect: index-out-of-bounds at `file[file.size() - 2]`
}

char value_of(const std::string &setting)
{
    auto sign = setting.find('=');
    return setting[sign + 1]; // expect: index-out-of-bounds at `setting[sign + 1]`
}
