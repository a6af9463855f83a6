// Draws alarms, writes them to a file, and keeps them in memory; old code with raw pointers beside new code without.
#include "alarm_view.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <regex>
#include <utility>

namespace host {

void LineView::draw(const Alarm &alarm)
{
    last_ = alarm.text;
    std::printf("%10u %d %s\n", static_cast<unsigned>(alarm.seconds), alarm.severity, alarm.text.c_str());
}

FileSink::FileSink(std::string path) : path_(std::move(path)) {}

void FileSink::write(const Alarm &alarm)
{
    std::FILE *file = std::fopen(path_.c_str(), "a");

    if (file == nullptr) {
        return;
    }
    std::fprintf(file, "%u;%d;%s\n", static_cast<unsigned>(alarm.seconds), alarm.severity, alarm.text.c_str());
    std::fclose(file);
}

void AlarmList::add(const Alarm &alarm)
{
    alarms_.push_back(alarm);
}

const Alarm *AlarmList::worst() const
{
    const auto found = std::max_element(alarms_.begin(), alarms_.end(), [](const Alarm &a, const Alarm &b) {
        return a.severity < b.severity;
    });
    return found == alarms_.end() ? nullptr : &*found;
}

// The caller has to know that it must delete.
View *makeView()
{
    return new LineView(); // expect: raw-new at `new`
}

std::unique_ptr<Sink> makeSink(const std::string &path)
{
    return std::make_unique<FileSink>(path);
}

void drawOnce(const Alarm &alarm)
{
    View *view = makeView();

    view->draw(alarm);
    delete view;
}

void writeOnce(const Alarm &alarm)
{
    const std::unique_ptr<Sink> sink = makeSink("/var/log/pump-alarms.csv");

    sink->write(alarm);
}

// An array, given back as if it were one object.
int countSevere(const Alarm *alarms, std::size_t count, int limit)
{
    int *severities = new int[count]; // expect: raw-new at `new`
    int found = 0;

    for (std::size_t i = 0; i < count; ++i) {
        severities[i] = alarms[i].severity;
    }
    for (std::size_t i = 0; i < count; ++i) {
        found += severities[i] >= limit;
    }
    delete severities; // expect: mismatched-deallocator at `delete`
    return found;
}

int countMinor(const Alarm *alarms, std::size_t count, int limit)
{
    std::vector<int> severities(count);

    std::transform(alarms, alarms + count, severities.begin(), [](const Alarm &alarm) { return alarm.severity; });
    return static_cast<int>(std::count_if(severities.begin(), severities.end(), [limit](int severity) {
        return severity < limit;
    }));
}

// The pointer type that lost its content when it was copied.
std::string describeOld(const Alarm &alarm)
{
    std::auto_ptr<Alarm> copy(new Alarm(alarm)); // expect: auto-ptr at `std::auto_ptr`

    copy->text += "!";
    return copy->text;
}

std::string describe(const Alarm &alarm)
{
    const auto copy = std::make_unique<Alarm>(alarm);

    copy->text += "!";
    return copy->text;
}

// The label is used after its owner was given up.
std::size_t labelLength(const Alarm &alarm)
{
    char *label = new char[alarm.text.size() + 1]; // expect: raw-new at `new`

    std::strcpy(label, alarm.text.c_str());
    delete[] label;
    return std::strlen(label); // expect: use-after-free at `std::strlen`
}

std::size_t labelWidth(const Alarm &alarm)
{
    const std::string label = alarm.text + ":";

    return label.size();
}

// Each further letter of a name that does not fit doubles the time.
bool isStation(const std::string &name)
{
    static const std::regex station("([A-Z]+-?)+[0-9]"); // expect: exploding-regex at `station`

    return std::regex_match(name, station);
}

bool isStationOnly(const std::string &name)
{
    static const std::regex station("[A-Z]+(-[A-Z]+)*-?[0-9]");

    return std::regex_match(name, station);
}

// A place for the worst alarm that may be missing.
int worstSeverity(const AlarmList &list)
{
    const Alarm *worst = list.worst();

    if (worst == nullptr) {
        std::puts("no alarm");
    }
    return worst->severity; // expect: null-dereference at `worst->severity`
}

int worstSeverityOr(const AlarmList &list, int otherwise)
{
    const Alarm *worst = list.worst();

    return worst == nullptr ? otherwise : worst->severity;
}

}  // namespace host
