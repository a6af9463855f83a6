#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

struct Item {
    int count = 0;
};

std::string make_name(int channel);
std::unique_ptr<Item> make_item();
const std::string &name_of(int channel);
std::string_view view_of(int channel);
void show(std::string_view text);
void show_text(const char *text);

class Device {
public:
    const std::string &name() const
    {
        static const std::string none;
        return known_ ? name_ : none;
    }

    std::string_view label() const
    {
        return name_;
    }

    const char *text() const
    {
        return name_.c_str();
    }

    std::string kind() const
    {
        return "pump";
    }

    std::string_view type() const
    {
        return known_ ? "known" : "new";
    }

    void remember(int channel)
    {
        label_ = name_of(channel);
        copy_ = make_name(channel);
    }

    std::function<bool()> check()
    {
        return [this] { return known_; };
    }

private:
    std::string name_;
    std::string_view label_;
    std::string copy_;
    bool known_ = false;
};

void in_the_statement(const std::string &path, int value)
{
    std::ostringstream out;
    out << "value " << value;
    show_text(out.str().c_str());
    show(path + ".log");
    std::printf("%s\n", make_name(value).c_str());
}

void named(int value)
{
    std::ostringstream out;
    out << value;
    const std::string text = out.str();
    const char *raw = text.c_str();
    show_text(raw);
}

void extended(int channel)
{
    const std::string &name = make_name(channel);
    auto &&other = make_name(channel);
    show(name);
    show(other);
}

void copies(int channel)
{
    std::string name = make_name(channel).c_str();
    auto length = make_name(channel).size();
    std::string part = make_name(channel).substr(0, length);
    show(name + part);
}

void views_of_views(int channel)
{
    std::string_view name = view_of(channel);
    std::string_view part = view_of(channel).substr(1);
    const char *text = name_of(channel).c_str();
    std::string_view whole = name_of(channel);
    show(name);
    show(part);
    show(whole);
    show_text(text);
}

void choice(const std::string &base, bool isSet, const std::string &none)
{
    std::string_view text = isSet ? base : none;
    std::string_view fixed = isSet ? "on" : "off";
    show(text);
    show(fixed);
}

std::string returned(int channel)
{
    std::string text = make_name(channel);
    std::string_view view = text;
    if (channel > 3)
        return text.c_str();
    return std::string(view);
}

std::string_view from_parameter(const std::string &text)
{
    return text;
}

const char *from_static(int channel)
{
    static std::string text;
    text = make_name(channel);
    return text.c_str();
}

std::string_view trimmed(std::string_view text)
{
    std::string_view rest = text;
    while (!rest.empty() && rest.front() == ' ')
        rest = rest.substr(1);
    return rest;
}

int owner_lives()
{
    auto owner = std::make_unique<Item>();
    Item *item = owner.get();
    item->count = 3;
    owner.reset();
    item = nullptr;
    return item == nullptr;
}

Item *handed_over()
{
    auto owner = std::make_unique<Item>();
    Item *item = owner.get();
    owner.release();
    return item;
}

void again(bool isLong)
{
    std::string_view text = "short";
    if (isLong) {
        std::string longer = make_name(7);
        text = longer;
        show(text);
        text = "long";
    }
    show(text);
}

std::function<int()> counter(int start)
{
    int count = start;
    return [count]() mutable { return ++count; };
}

using Filter = std::function<bool(const std::string &)>;

Filter starts_with(const char *raw)
{
    std::string prefix(raw);
    return [prefix](const std::string &line) { return line.rfind(prefix, 0) == 0; };
}

std::function<bool(int)> below(int limit)
{
    return [=](int value) { return value < limit; };
}

int sorted(std::vector<int> values, int pivot)
{
    std::sort(values.begin(), values.end(), [&](int a, int b) { return a - pivot < b - pivot; });
    return values.front();
}

int called_here(int start)
{
    auto add = [&start](int value) { return start + value; };
    return add(4);
}

std::function<void()> refers_outside(std::vector<int> &values)
{
    return [&values] { values.clear(); };
}

std::vector<int>::iterator in_parameter(std::vector<int> &values)
{
    return values.begin();
}

std::size_t distance(std::vector<int> values)
{
    return std::max_element(values.begin(), values.end()) - values.begin();
}

struct Label {
    explicit Label(const std::string &text) : shown(text), copy(text) {}

    void set(int channel)
    {
        std::string name = make_name(channel);
        shown = name;
        draw();
        shown = "";
        copy = name;
    }

    void draw();

    std::string_view shown;
    std::string copy;
};

struct Button {
    std::function<void()> on_click;
};

void press(Button &button);

std::vector<std::function<void()>> on_alarm;

void watch(int channel)
{
    std::string name = make_name(channel);
    on_alarm.push_back([name] { show(name); });
}

void watch_for_now(int channel)
{
    std::string name = make_name(channel);
    on_alarm.push_back([&name] { show(name); });
    on_alarm.back()();
    on_alarm.pop_back();
}

void collect(std::vector<std::string> &names, int channel)
{
    std::string name = make_name(channel);
    names.push_back(name);
}

// Whoever is handed the button may take the function out again.
void connect(Button &button)
{
    int clicks = 0;
    button.on_click = [&] { ++clicks; };
    press(button);
}

void announce(int channel)
{
    std::string name = make_name(channel);
    std::thread speaker([&name] { show(name); });
    speaker.join();
}

std::string name_or_none(int channel)
{
    std::string name = make_name(channel);
    return channel > 0 ? name : std::string("none");
}

// A part of a view is a view of the same text.
std::string_view head(std::string_view line)
{
    auto part = line.substr(0, 3);
    return part;
}

void split(std::string_view line, std::vector<std::string_view> &words)
{
    while (!line.empty()) {
        auto word = line.substr(0, line.find(' '));
        words.push_back(word);
        line.remove_prefix(std::min(line.size(), word.size() + 1));
    }
}

const char *behind_colon(std::string_view line)
{
    auto rest = line.substr(line.find(':') + 1);
    return rest.data();
}

struct Cursor {
    std::string_view rest;

    std::string_view word()
    {
        auto word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(word.size());
        return word;
    }
};

// What std::max() gives is copied, or is one of two that stay.
std::size_t longest(const std::string &line, int channel)
{
    const std::string name = make_name(channel);
    const std::string &longer = std::max(line, name);
    const std::string copy = std::max(line, make_name(channel));
    return longer.size() + copy.size();
}

struct Sample {
    std::vector<int> values;
    const std::vector<int> &all() const { return values; }
    std::vector<int> copy() const { return values; }
};

Sample load_sample();
const Sample &kept_sample();

// Who keeps the object may look into it, and so may who gets a copy.
int sum_of_samples()
{
    int sum = 0;
    const Sample sample = load_sample();
    for (int value : sample.all())
        sum += value;
    for (int value : load_sample().copy())
        sum += value;
    for (int value : kept_sample().all())
        sum += value;
    const std::vector<int> values = load_sample().all();
    const auto &more = load_sample().copy();
    return sum + values.front() + more.front();
}

// What is gone is a name for something that stays.
class Entry {
public:
    explicit Entry(std::string &text) : text_(&text) {}
    std::string &text() const { return *text_; }

private:
    std::string *text_;
};

Entry entry_of(std::string &text);

std::size_t length_of(std::string &text)
{
    const std::string &found = entry_of(text).text();
    return found.size();
}

std::string_view head_of(const std::string &name)
{
    return {name.data(), 3};
}

std::span<const int> cubes()
{
    static const std::array<int, 3> values{1, 8, 27};
    return {values.data(), values.size()};
}

std::span<int> all_of(std::array<int, 3> &values)
{
    return values;
}
