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
void show(std::string_view text);
void show_text(const char *text);

class Device {
public:
    const std::string &name() const
    {
        return known_ ? name_ : ""; // expect: dangling-view at `known_`
    }

    const std::string &kind() const
    {
        return "pump"; // expect: dangling-view at `"pump"`
    }

    std::string_view label() const
    {
        return name_ + " (" + std::to_string(channel_) + ")"; // expect: dangling-view at `name_`
    }

    void remember(int channel)
    {
        label_ = make_name(channel); // expect: dangling-view at `label_`
    }

private:
    std::string name_;
    std::string_view label_;
    int channel_ = 0;
    bool known_ = false;
};

void stream(int value)
{
    std::ostringstream out;
    out << "value " << value;
    const char *text = out.str().c_str(); // expect: dangling-view at `text`
    show_text(text);
}

void sum_of_strings(const std::string &path)
{
    std::string_view file = path + ".log"; // expect: dangling-view at `file`
    show(file);
}

void call_result(int channel)
{
    std::string_view name = make_name(channel); // expect: dangling-view at `name`
    const char *raw = make_name(channel).c_str(); // expect: dangling-view at `raw`
    show(name);
    show_text(raw);
}

void in_parentheses(const std::string &base)
{
    std::string_view part(base.substr(0, 4)); // expect: dangling-view at `part`
    auto other = std::string_view(base + "x"); // expect: dangling-view at `other`
    show(part);
    show(other);
}

void later(const std::string &base, bool isLong)
{
    const char *text = "";
    if (isLong)
        text = (base + " (long)").c_str(); // expect: dangling-view at `text`
    show_text(text);
}

void chosen(const std::string &base, bool isSet)
{
    std::string_view text = isSet ? base : "none"; // expect: dangling-view at `text`
    show(text);
}

int nobody_owns()
{
    Item *item = make_item().get(); // expect: dangling-view at `item`
    return item->count;
}

int reset_owner()
{
    auto owner = std::make_unique<Item>();
    Item *item = owner.get();
    owner.reset();
    return item->count; // expect: dangling-view at `item`
}

const char *local_text(int channel)
{
    std::string text = "channel " + std::to_string(channel);
    return text.c_str(); // expect: dangling-view at `text.c_str()`
}

std::string_view local_view(int channel)
{
    std::string text = make_name(channel);
    return text; // expect: dangling-view at `text`
}

std::string_view through_a_view(int channel)
{
    std::string text = make_name(channel);
    std::string_view view = text;
    return view.substr(1); // expect: dangling-view at `view.substr(1)`
}

int *local_elements()
{
    std::vector<int> values(8);
    return values.data(); // expect: dangling-view at `values.data()`
}

std::vector<int>::iterator local_iterator(std::vector<int> values)
{
    return values.begin(); // expect: dangling-view at `values.begin()`
}

void inner_scope(bool isLong)
{
    std::string_view text = "short";
    if (isLong) {
        std::string longer = make_name(7);
        text = longer;
    }
    show(text); // expect: dangling-view at `text`
}

void each_round(const std::vector<int> &channels)
{
    const char *last = nullptr;
    for (int channel : channels) {
        std::string name = make_name(channel);
        last = name.c_str();
    }
    show_text(last); // expect: dangling-view at `last`
}

std::function<int()> counter(int start)
{
    int count = start;
    return [&count]() { return ++count; }; // expect: dangling-view at `[&count]() { return ++count; }`
}

using Filter = std::function<bool(const std::string &)>;
using Text = std::string_view;

Filter starts_with(const char *raw)
{
    std::string prefix(raw);
    return [&prefix](const std::string &line) { return line.rfind(prefix, 0) == 0; }; // expect: dangling-view at `[&prefix]`
}

Text numbered(int channel)
{
    std::string text = std::to_string(channel);
    return text; // expect: dangling-view at `text`
}

std::function<bool(int)> below(int limit)
{
    auto test = [&](int value) { return value < limit; };
    return test; // expect: dangling-view at `test`
}

auto greeting(std::string name)
{
    return [&name] { return "hello " + name; }; // expect: dangling-view at `[&name] { return "hello " + name; }`
}

struct Label {
    explicit Label(std::string text) : shown(text) {} // expect: dangling-view at `text`

    void set(int channel)
    {
        std::string name = make_name(channel);
        shown = name; // expect: dangling-view at `name`
    }

    void count()
    {
        int clicks = 0;
        on_click = [&clicks] { ++clicks; }; // expect: dangling-view at `[&clicks]`
    }

    std::string_view shown;
    std::function<void()> on_click;
};

std::vector<std::function<void()>> on_alarm;

void watch(int channel)
{
    std::string name = make_name(channel);
    on_alarm.push_back([&name] { show(name); }); // expect: dangling-view at `[&name]`
}

void collect(std::vector<std::string_view> &names, int channel)
{
    std::string name = make_name(channel);
    names.push_back(name); // expect: dangling-view at `name`
}

void connect(Label &label)
{
    int clicks = 0;
    label.on_click = [&] { ++clicks; }; // expect: dangling-view at `[&]`
}

void announce(int channel)
{
    std::string name = make_name(channel);
    std::thread speaker([&name] { show(name); }); // expect: dangling-view at `[&name]`
    speaker.detach();
}

std::string_view shortened(int channel)
{
    std::string name = make_name(channel);
    std::string_view view(name);
    return view; // expect: dangling-view at `view`
}

std::string_view name_or_none(int channel)
{
    std::string name = make_name(channel);
    return channel > 0 ? std::string_view(name) : std::string_view("none"); // expect: dangling-view at `channel`
}

std::string_view head(int channel)
{
    std::string name = make_name(channel);
    auto part = std::string_view(name).substr(0, 3);
    return part; // expect: dangling-view at `part`
}

std::string_view copied_head(const std::string &line)
{
    auto part = line.substr(0, 3);
    return part; // expect: dangling-view at `part`
}

std::size_t longest(const std::string &line, int channel)
{
    const std::string &longer = std::max(line, make_name(channel)); // expect: dangling-view at `longer`
    return longer.size();
}

struct Sample {
    std::vector<int> values;
    std::vector<std::string> names;
    const std::vector<int> &all() const { return values; }
    const std::string &name(std::size_t index) const { return names.at(index); }
};

Sample load_sample();

int sum_of_sample()
{
    int sum = 0;
    for (int value : load_sample().all()) // expect: dangling-view
        sum += value;
    return sum;
}

std::size_t count_of_sample()
{
    const auto &values = load_sample().all(); // expect: dangling-view
    return values.size();
}

std::size_t length_of_name()
{
    const std::string &name = load_sample().name(3); // expect: dangling-view
    return name.size();
}

std::string_view head_of(int channel)
{
    std::string name = make_name(channel);
    return {name.data(), 3}; // expect: dangling-view at `name.data()`
}

std::span<int> squares()
{
    std::array<int, 4> values{1, 4, 9, 16};
    return values; // expect: dangling-view at `values`
}

std::span<const int> cubes()
{
    std::array<int, 3> values{1, 8, 27};
    return {values.data(), values.size()}; // expect: dangling-view at `values.data()`
}
