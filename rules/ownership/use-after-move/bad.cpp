#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Alarm {
    std::string text;
    int level = 0;
};

class Pump {
public:
    void start();
    int rate = 0;
};

void log_line(const std::string &text);
void store(std::string text);
void submit(Alarm &&alarm);
void adopt(std::unique_ptr<Pump> pump);
bool urgent(const Alarm &alarm);

class Session {
public:
    Session(std::string user, std::string role) : user_(std::move(user)), role_{std::move(role)}
    {
        if (user.size() > 32) // expect: use-after-move at `user`
            user_.resize(32);
    }

    Session &operator=(Session &&other)
    {
        user_ = std::move(other.user_);
        log_line(other.user_); // expect: use-after-move at `other.user_`
        return *this;
    }

private:
    std::string user_;
    std::string role_;
};

void log_after(std::string text)
{
    store(std::move(text));
    log_line(text); // expect: use-after-move at `text`
}

std::size_t count_after(std::vector<int> samples, std::vector<std::vector<int>> &out)
{
    out.push_back(std::move(samples));
    return samples.size(); // expect: use-after-move at `samples`
}

void in_one_branch(Alarm alarm, bool now)
{
    if (now)
        submit(std::move(alarm));
    log_line(alarm.text); // expect: use-after-move at `alarm`
}

void every_round(std::vector<std::function<void(std::string)>> &handlers, std::string event)
{
    for (auto &handler : handlers)
        handler(std::move(event)); // expect: use-after-move at `std::move(event)`
}

void twice(std::string name, std::vector<std::string> &names, std::vector<std::string> &others)
{
    names.push_back(std::move(name));
    others.emplace_back(std::move(name)); // expect: use-after-move at `std::move(name)`
}

void followed(std::unique_ptr<Pump> pump)
{
    adopt(std::move(pump));
    pump->start(); // expect: use-after-move at `pump`
}

int read_through(std::vector<std::unique_ptr<Pump>> &all)
{
    auto pump = std::make_unique<Pump>();
    all.push_back(std::move(pump));
    (*pump).rate = 5; // expect: use-after-move at `pump`
    return 1;
}

std::string initialised(std::string raw)
{
    std::string kept(std::move(raw));
    return raw + kept; // expect: use-after-move at `raw`
}

void assigned(std::string from)
{
    std::string to;
    to = std::move(from);
    for (char c : from) // expect: use-after-move at `from`
        to += c;
}

void captured(std::string topic)
{
    auto task = [held = std::move(topic)]() { log_line(held); };
    task();
    log_line(topic); // expect: use-after-move at `topic`
}

void in_switch(std::string text, int mode)
{
    switch (mode) {
    case 0:
        store(std::move(text));
        break;
    default:
        break;
    }
    if (mode == 0)
        log_line(text + "."); // expect: use-after-move at `text`
}

void reused(std::vector<std::vector<std::string>> &batches, const std::vector<std::string> &lines)
{
    std::vector<std::string> batch;
    for (const auto &line : lines) {
        batch.push_back(line); // expect: use-after-move at `batch`
        if (batch.size() == 16)
            batches.push_back(std::move(batch));
    }
}

void member(Alarm &alarm, std::map<int, std::string> &texts)
{
    texts[alarm.level] = std::move(alarm.text);
    log_line(alarm.text); // expect: use-after-move at `alarm.text`
}

template <class T>
void keep(std::vector<T> &kept, T item)
{
    kept.push_back(std::move(item));
    item.refresh(); // expect: use-after-move at `item`
}
