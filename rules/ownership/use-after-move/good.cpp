#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

struct Alarm {
    std::string text;
    int level = 0;
};

struct Point {
    int x = 0;
    int y = 0;
};

class Pump {
public:
    void start();
    int rate = 0;
};

void log_line(const std::string &text);
void store(std::string text);
void inspect(const Alarm &alarm);
void submit(Alarm &&alarm);
bool try_submit(Alarm &&alarm);
void adopt(std::unique_ptr<Pump> pump);
void refill(std::string &text);

class Session {
public:
    Session(std::string user, Point where) : user_(std::move(user)), where_(std::move(where))
    {
        log_line(user_);
        if (where.x > 0)
            log_line("right");
    }

    void swap_names(Session &other)
    {
        std::string old = std::move(user_);
        user_ = std::move(other.user_);
        other.user_ = std::move(old);
        log_line(user_);
    }

private:
    std::string user_;
    Point where_;
};

void read_first(std::string text)
{
    log_line(text);
    store(std::move(text));
}

void assigned_again(std::string text)
{
    store(std::move(text));
    text = "next";
    log_line(text);
}

void cleared(std::vector<std::vector<int>> &out, const std::vector<int> &in)
{
    std::vector<int> batch;
    for (int value : in) {
        batch.push_back(value);
        if (batch.size() == 16) {
            out.push_back(std::move(batch));
            batch.clear();
        }
    }
    if (!batch.empty())
        out.push_back(std::move(batch));
}

void other_branch(Alarm alarm, bool now)
{
    if (now)
        submit(std::move(alarm));
    else
        log_line(alarm.text);
}

void left_at_once(Alarm alarm, bool now)
{
    if (now) {
        submit(std::move(alarm));
        return;
    }
    log_line(alarm.text);
}

void remembered(Alarm alarm, bool now)
{
    bool sent = false;
    if (now) {
        submit(std::move(alarm));
        sent = true;
    }
    if (!sent)
        log_line(alarm.text);
}

void asked_twice(Alarm alarm, bool now)
{
    if (now)
        submit(std::move(alarm));
    if (!now)
        log_line(alarm.text);
}

void maybe_taken(Alarm alarm)
{
    if (!try_submit(std::move(alarm)))
        log_line(alarm.text);
}

void not_taken(Alarm alarm)
{
    inspect(std::move(alarm));
    log_line(alarm.text);
}

void retried(std::map<int, Alarm> &alarms, Alarm alarm)
{
    auto [at, isNew] = alarms.emplace(1, std::move(alarm));
    if (!isNew)
        at->second.text += alarm.text;
}

void each_its_own(std::vector<std::string> &out)
{
    for (int i = 0; i < 4; i++) {
        std::string name = std::to_string(i);
        out.push_back(std::move(name));
    }
}

void first_only(std::vector<std::string> &out, std::string name, const std::vector<int> &values)
{
    for (int value : values) {
        if (value > 3) {
            out.push_back(std::move(name));
            break;
        }
    }
}

void known_null(std::unique_ptr<Pump> pump)
{
    adopt(std::move(pump));
    if (pump == nullptr)
        pump = std::make_unique<Pump>();
    pump->start();
}

void checked(std::unique_ptr<Pump> pump, bool off)
{
    if (off)
        adopt(std::move(pump));
    if (pump)
        pump->start();
}

void a_reset(std::unique_ptr<Pump> pump)
{
    adopt(std::move(pump));
    pump.reset(new Pump);
    pump->start();
}

void joined(std::thread &slot)
{
    std::thread worker([] {});
    slot = std::move(worker);
    if (worker.joinable())
        worker.join();
}

std::string returned(std::string text, bool raw)
{
    if (raw)
        return std::move(text);
    return text + "\n";
}

void filled(std::ifstream &in, std::vector<std::string> &lines)
{
    std::string line;
    while (std::getline(in, line))
        lines.push_back(std::move(line));
    refill(line);
    log_line(line);
}

void views(std::string_view view, const std::string constant)
{
    std::string_view other = std::move(view);
    std::string copy = std::move(constant);
    log_line(std::string(view) + constant + copy + std::string(other));
}

void only_a_reference(Alarm alarm)
{
    Alarm &&same = std::move(alarm);
    log_line(same.text);
    log_line(alarm.text);
}

int numbers_stay(Alarm alarm)
{
    int level = alarm.level;
    submit(std::move(alarm));
    return level;
}

void another_member(Alarm alarm)
{
    store(std::move(alarm.text));
    if (alarm.level > 2)
        log_line("high");
    alarm.text = "gone";
    inspect(alarm);
}

void swapped(std::string text)
{
    std::string fresh = "x";
    store(std::move(text));
    std::swap(text, fresh);
    log_line(text);
}

void deferred(std::string text)
{
    auto again = [&text] { text = "again"; };
    store(std::move(text));
    again();
}

void chosen(std::string text, bool quick)
{
    store(quick ? std::move(text) : text + "!");
}
