#include <algorithm>
#include <deque>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

struct Device {
    virtual ~Device() = default;
    int address = 0;
};

struct Pump : Device {
    int rate = 0;
    void stop();
};

void log_line(const char *text);
std::optional<int> parse_rate(const std::string &text);
bool is_idle(int channel);

int session_level(const std::map<int, int> &levels, int session)
{
    auto it = levels.find(session);
    return it->second; // expect: empty-access at `it->second`
}

int direct_level(const std::map<int, int> &levels, int session)
{
    return levels.find(session)->second; // expect: empty-access at `levels.find(session)->second`
}

void mark_first_idle(std::vector<int> &channels)
{
    auto found = std::find_if(channels.begin(), channels.end(), is_idle);
    *found = 0; // expect: empty-access at `*found`
}

void forget(std::set<int> &open, int channel)
{
    open.erase(open.find(channel)); // expect: empty-access at `open.find(channel)`
}

int level_or_complain(const std::map<int, int> &levels, int session)
{
    auto it = levels.find(session);
    if (it == levels.end())
        log_line("unknown session");
    return it->second; // expect: empty-access at `it->second`
}

int rate_of(const std::weak_ptr<Pump> &pump)
{
    auto alive = pump.lock();
    return alive->rate; // expect: empty-access at `alive->rate`
}

void stop(std::weak_ptr<Pump> pump)
{
    pump.lock()->stop(); // expect: empty-access at `pump.lock()->stop`
}

int pump_rate(Device *device)
{
    Pump *pump = dynamic_cast<Pump *>(device);
    return pump->rate; // expect: empty-access at `pump->rate`
}

int shared_rate(const std::shared_ptr<Device> &device)
{
    auto pump = std::dynamic_pointer_cast<Pump>(device);
    return pump->rate; // expect: empty-access at `pump->rate`
}

int doubled_rate(const std::string &text)
{
    std::optional<int> rate = parse_rate(text);
    return *rate * 2; // expect: empty-access at `*rate`
}

int checked_rate(const std::string &text)
{
    auto rate = parse_rate(text);
    if (!rate.has_value())
        log_line("not a rate");
    return *rate; // expect: empty-access at `*rate`
}

std::string last_line(const std::vector<std::string> &lines)
{
    if (lines.empty())
        log_line("no lines");
    return lines.back(); // expect: empty-access at `lines.back`
}

int next_sample(std::deque<int> &samples)
{
    while (!samples.empty())
        samples.pop_front();
    return samples.front(); // expect: empty-access at `samples.front`
}

int first_rate(bool simulated)
{
    std::unique_ptr<Pump> pump;
    if (simulated)
        pump = std::make_unique<Pump>();
    return pump->rate; // expect: empty-access at `pump->rate`
}

class Stack {
public:
    int pop()
    {
        if (values_.size() == 0)
            log_line("underflow");
        int last = values_.back(); // expect: empty-access at `values_.back`
        values_.pop_back();
        return last;
    }

private:
    std::vector<int> values_;
};

struct Link {
    int errors = 0;
    void close();
};

class Manager {
public:
    int shutdown()
    {
        link_->close();
        link_.reset();
        return link_->errors; // expect: empty-access at `link_->errors`
    }

private:
    std::unique_ptr<Link> link_ = std::make_unique<Link>();
};

// A file of which not one line is a number.
int latest_of_input()
{
    std::vector<int> numbers;
    int number;

    while (std::cin >> number)
        numbers.push_back(number);
    return numbers.back(); // expect: empty-access at `numbers.back`
}
