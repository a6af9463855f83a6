// The same containers, with every number asked about; and what changes how many elements there are.
#include <algorithm>
#include <array>
#include <cstddef>
#include <iostream>
#include <iterator>
#include <string>
#include <sys/socket.h>
#include <vector>

int newest(const std::vector<int> &samples)
{
    return samples.empty() ? 0 : samples[samples.size() - 1];
}

int total(const std::vector<int> &samples)
{
    int sum = 0;
    for (std::size_t i = 0; i < samples.size(); i++)
        sum += samples[i];
    return sum;
}

int steepest(const std::vector<int> &samples)
{
    int most = 0;
    for (std::size_t i = 0; i + 1 < samples.size(); i++)
        most = std::max(most, samples[i + 1] - samples[i]);
    return most;
}

int channels()
{
    std::array<int, 4> gains{};
    int sum = 0;
    for (std::size_t i = 0; i < gains.size(); i++)
        sum += gains[i];
    return sum + gains[3];
}

void fill(std::vector<int> &out);
std::vector<std::string> split(const std::string &line);

int filled_elsewhere()
{
    std::vector<int> readings;
    fill(readings);
    return readings[0];
}

std::string second_word(const std::string &line)
{
    std::vector<std::string> words = split(line);
    return words[1];
}

int filled_by_a_lambda()
{
    std::vector<int> readings;
    auto add = [&](int value) { readings.push_back(value); };
    add(1);
    return readings[0];
}

int filled_in_a_loop(int count)
{
    std::vector<int> readings;
    for (int i = 0; i < count; i++)
        readings.push_back(i);
    return readings[0];
}

int filled_through_an_iterator(const std::vector<int> &source)
{
    std::vector<int> readings;
    std::copy(source.begin(), source.end(), std::back_inserter(readings));
    return readings[0];
}

int filled_if(bool wanted)
{
    std::vector<int> readings;
    if (wanted)
        readings.push_back(1);
    if (wanted)
        return readings[0];
    return 0;
}

class Log {
public:
    int first()
    {
        entries.clear();
        read();
        return entries[0];
    }

private:
    void read();
    std::vector<int> entries;
};

// The terminator of a text may be read.
char ending(const std::string &text)
{
    return text[text.size()];
}

int by_size(std::size_t count)
{
    std::vector<int> table(count + 1);
    table[count] = 1;
    table.resize(count + 2);
    return table[count + 1];
}

// The container only grows where there is something to take.
int filled_from(const std::vector<int> &source)
{
    std::vector<int> readings;
    for (int value : source)
        if (value > 3)
            readings.push_back(value);
    return *&readings[0];
}

bool is_close(int a, int b, int &distance);

int neighbours(const std::vector<int> &left, const std::vector<int> &right)
{
    int found = 0;
    for (std::size_t i = 1; i < left.size(); i++)
        for (std::size_t j = 1; j < right.size(); j++) {
            int distance;
            if (is_close(left[i], right[j], distance))
                found++;
        }
    return found;
}

// Keys and values in turns.
int total_of_values(const std::vector<int> &pairs)
{
    int sum = 0;
    for (std::size_t i = 0; i < pairs.size(); i += 2)
        sum += pairs[i + 1];
    return sum;
}

class Seeds {
public:
    Seeds() : state() {}
    int next(std::size_t i) { return state.empty() ? 0 : state[i]; }

private:
    std::vector<int> state;
};

int no_seed()
{
    Seeds seeds;
    return seeds.next(0);
}

int *made_of(std::string part);

int filled_by_calls(const std::string &data)
{
    std::vector<int *> parts;
    for (std::size_t i = 0; i < data.size(); i += 3)
        parts.push_back(made_of(data.substr(i, 3)));
    return *parts[0];
}

// Who looks at the end of a line asks whether it has one.
bool ends_in_return()
{
    std::string line;

    std::getline(std::cin, line);
    if (!line.empty() && line[line.size() - 1] == '\r')
        return true;
    while (line.size() > 1 && line[line.size() - 2] == ' ')
        line.pop_back();
    return false;
}

char last_of_line()
{
    std::string text;

    std::getline(std::cin, text);
    if (text == "")
        return '\0';
    return text.back();
}

struct Output {
    std::string name;
    int level;
};

void set_level(int peer, std::vector<Output> &outputs)
{
    unsigned char message[2];

    if (recv(peer, message, sizeof message, 0) != 2)
        return;
    if (message[0] < outputs.size())
        outputs[message[0]].level = message[1];
}

bool is_folder()
{
    std::string path;

    std::getline(std::cin, path);
    return path.find('/') != std::string::npos && path.back() == '/';
}

char value_of(const std::string &setting)
{
    auto sign = setting.find('=');
    if (sign == std::string::npos || sign + 1 >= setting.size())
        return '\0';
    return setting[sign + 1];
}

char digit_of(const std::string &setting)
{
    std::size_t at = setting.find_first_of("0123456789");
    return at < setting.size() ? setting[at] : '\0';
}
