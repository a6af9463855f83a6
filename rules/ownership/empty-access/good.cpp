#include <algorithm>
#include <cassert>
#include <cstring>
#include <deque>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

struct Device {
    virtual ~Device() = default;
    int address = 0;
    int kind = 0;
};

struct Pump : Device {
    int rate = 0;
    void stop();
};

void log_line(const char *text);
std::optional<int> parse_rate(const std::string &text);
bool is_idle(int channel);
bool wait_for(std::deque<int> &samples);

int session_level(const std::map<int, int> &levels, int session)
{
    auto it = levels.find(session);
    if (it == levels.end())
        return -1;
    return it->second;
}

int session_level_or(const std::map<int, int> &levels, int session)
{
    auto it = levels.find(session);
    return it != levels.end() ? it->second : -1;
}

int session_level_kept(const std::map<int, int> &levels, int session)
{
    auto it = levels.find(session);
    const bool found = it != levels.end();
    if (!found)
        return -1;
    return it->second;
}

int session_level_known(const std::map<int, int> &levels, int session)
{
    auto it = levels.find(session);
    assert(it != levels.end());
    return it->second;
}

int session_level_put_in(std::map<int, int> &levels, int session)
{
    auto it = levels.find(session);
    if (it == levels.end())
        it = levels.insert({session, 0}).first;
    return it->second;
}

void mark_first_idle(std::vector<int> &channels)
{
    const auto end = channels.end();
    auto found = std::find_if(channels.begin(), end, is_idle);
    if (found != end)
        *found = 0;
}

int rate_of(const std::weak_ptr<Pump> &pump)
{
    if (auto alive = pump.lock())
        return alive->rate;
    return 0;
}

int rate_or_zero(const std::weak_ptr<Pump> &pump)
{
    const auto alive = pump.lock();
    return alive && alive->rate > 0 ? alive->rate : 0;
}

int pump_rate(Device *device)
{
    Pump *pump = dynamic_cast<Pump *>(device);
    if (pump == nullptr || pump->rate < 0)
        return 0;
    return pump->rate;
}

int pump_rate_by_kind(Device *device)
{
    if (device->kind != 3)
        return 0;
    return dynamic_cast<Pump *>(device)->rate;
}

int pump_rate_or_throw(Device &device)
{
    return dynamic_cast<Pump &>(device).rate;
}

int doubled_rate(const std::string &text)
{
    std::optional<int> rate = parse_rate(text);
    if (!rate)
        rate = 1;
    return *rate * 2;
}

int rate_that_throws(const std::string &text)
{
    auto rate = parse_rate(text);
    log_line("parsed");
    return rate.value() + *rate;
}

std::string last_line(std::vector<std::string> lines)
{
    if (lines.empty())
        lines.push_back("none");
    return lines.back();
}

void trim(std::string &line)
{
    while (!line.empty() && line.back() == ' ')
        line.pop_back();
}

int next_sample(std::deque<int> &samples)
{
    if (samples.size() == 0 && !wait_for(samples))
        return -1;
    return samples.front();
}

int sum(int n)
{
    std::vector<int> values;
    for (int i = 0; i < n; i++)
        values.push_back(i * i);
    return values.back() + values.front();
}

int first_rate(bool simulated)
{
    std::unique_ptr<Pump> pump;
    if (simulated)
        pump = std::make_unique<Pump>();
    if (pump)
        return pump->rate;
    return 0;
}

int rate_from_either(const Device &device)
{
    std::unique_ptr<Pump> pump;
    if (device.kind == 3)
        pump = std::make_unique<Pump>();
    log_line("made");
    if (device.kind == 3)
        return pump->rate;
    return 0;
}

class Registry {
public:
    void stop_all();
    bool refill();

    int first()
    {
        if (open_.empty() && !refill())
            return -1;
        return *open_.begin();
    }

    int last()
    {
        std::lock_guard<std::mutex> hold(mutex_);
        if (pumps_.empty())
            refill();
        return pumps_.back();
    }

private:
    std::set<int> open_;
    std::vector<int> pumps_;
    std::mutex mutex_;
};

// Whether it is there is asked in another way.
int port_of(const std::map<int, int> &ports, int service)
{
    const auto found = ports.find(service);
    if (ports.count(service) == 0)
        return -1;
    return found->second;
}

// The second search is asked about where it is made.
int port_or_default(std::map<int, int> &ports, int service)
{
    if (auto it = ports.find(service); it != ports.end() || (it = ports.find(0)) != ports.end())
        return it->second;
    return -1;
}

struct Link {
    int errors = 0;
};

class Manager {
public:
    int restart()
    {
        link_.reset();
        connect();
        return link_->errors;
    }

    int renew()
    {
        link_.reset();
        link_ = std::make_unique<Link>();
        return link_->errors;
    }

    int stop()
    {
        int errors = link_->errors;
        link_.reset();
        return link_ ? link_->errors : errors;
    }

private:
    void connect();

    std::unique_ptr<Link> link_ = std::make_unique<Link>();
};

// Whoever takes the last of what came in asks whether anything did, or has something of his own.
int latest_of_input()
{
    std::vector<int> numbers;
    int number;

    while (std::cin >> number)
        numbers.push_back(number);
    return numbers.empty() ? 0 : numbers.back();
}

int latest_counted()
{
    std::vector<int> numbers;
    int number;
    int count = 0;

    while (std::cin >> number) {
        numbers.push_back(number);
        count++;
    }
    if (count == 0)
        return 0;
    return numbers.back();
}

int latest_or_own()
{
    std::vector<int> numbers;
    int number;

    while (std::cin >> number)
        numbers.push_back(number);
    numbers.push_back(0);
    return numbers.back();
}
// What an algorithm does not find in a text, it points behind the last character for: at the terminator.
bool is_range(const char *text)
{
    const char *colon = std::find(text, text + std::strlen(text), ':');
    return *colon == ':';
}

class Options {
public:
    void declare(const std::string &name, int key)
    {
        keys_[name] = key;
        counts_[key] = 0;
    }

    int count(const std::string &name) const
    {
        auto key = keys_.find(name);
        if (key == keys_.end())
            return 0;
        auto found = counts_.find(key->second);
        return found->second;
    }

private:
    std::map<std::string, int> keys_;
    std::map<int, int> counts_;
};

// Inside an array there is something on the stack.
class Reader {
public:
    void close()
    {
        int depth = stack_.empty() ? 0 : stack_.back();
        if (!is_in_array_)
            throw std::runtime_error("no array to close");
        depth_ = depth;
        is_in_array_ = stack_.back() != 0;
        stack_.pop_back();
    }

private:
    std::vector<int> stack_;
    int depth_ = 0;
    bool is_in_array_ = false;
};
