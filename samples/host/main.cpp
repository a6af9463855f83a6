// The host tool: reads the pump's alarms and patients, shows them, and exports them.
#include "alarm_view.hpp"
#include "patient_store.hpp"

#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

namespace host {

bool show(const std::string &file);
bool refresh();

}  // namespace host

namespace {

constexpr int kMaxArguments = 4;
constexpr std::size_t kTitleLength = 20;

struct Options {
    std::string database;
    std::string folder;
    char title[kTitleLength];
    bool verbose = false;
};

// A title of any length, from the command line.
bool parseTitle(Options &options, const char *argument)
{
    std::strcpy(options.title, argument); // expect: unbounded-copy at `std::strcpy`
    return options.title[0] != '\0';
}

bool parseTitleChecked(Options &options, const char *argument)
{
    if (std::strlen(argument) >= sizeof(options.title)) {
        return false;
    }
    std::strcpy(options.title, argument);
    return options.title[0] != '\0';
}

std::string readFile(const std::string &path)
{
    std::ifstream file(path);
    std::ostringstream text;

    text << file.rdbuf();
    return text.str();
}

// The days of a week, and one more.
int busiestDay(const int *alarmsOfDay)
{
    int perDay[7] = {};
    int best = 0;

    for (int day = 0; day < 7; ++day) {
        perDay[day] = alarmsOfDay[day];
    }
    for (int day = 1; day <= 7; ++day) {
        if (perDay[day] > perDay[best]) { // expect: index-out-of-bounds at `perDay[day]`
            best = day;
        }
    }
    return best;
}

int quietestDay(const int *alarmsOfDay)
{
    int perDay[7] = {};
    int best = 0;

    for (int day = 0; day < 7; ++day) {
        perDay[day] = alarmsOfDay[day];
    }
    for (int day = 1; day < 7; ++day) {
        if (perDay[day] < perDay[best]) {
            best = day;
        }
    }
    return best;
}

// Beds are looked up by what the operator types.
int patientInBed(const std::map<std::string, int> &beds, const std::string &bed)
{
    return beds.find(bed)->second; // expect: empty-access at `beds.find(bed)->second`
}

int patientInBedChecked(const std::map<std::string, int> &beds, const std::string &bed)
{
    const auto found = beds.find(bed);

    return found == beds.end() ? -1 : found->second;
}

// How many alarms were shown since the start.
class ShownAlarms {
public:
    ShownAlarms() : last_(-1) {} // expect: uninitialised-member at `ShownAlarms`

    int show(int alarm)
    {
        last_ = alarm;
        return ++count_;
    }

private:
    int last_;
    int count_;
};

class ShownAlarmsSet {
public:
    ShownAlarmsSet() : last_(-1) {}

    int show(int alarm)
    {
        last_ = alarm;
        return ++count_;
    }

private:
    int last_;
    int count_ = 0;
};

// A page of the report, closed when it goes.
class Page {
public:
    ~Page()
    {
        if (!host::refresh()) {
            throw std::runtime_error("the page is lost"); // expect: escaping-exception at `throw`
        }
    }
};

class PageThatLogs {
public:
    ~PageThatLogs()
    {
        if (!host::refresh()) {
            std::cerr << "the page is lost\n";
        }
    }
};

int run(const Options &options)
{
    host::PatientStore store(options.database);
    host::AlarmList alarms;
    const int week[7] = {3, 1, 4, 1, 5, 9, 2};

    std::cout << options.title << ": " << store.size() << " patients, busiest day " << busiestDay(week)
              << ", quietest day " << quietestDay(week) << '\n';
    try {
        std::cout << readFile(options.folder + "/notes.txt");
    } catch (const std::exception &error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return alarms.size() == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char **argv)
{
    Options options{};

    if (argc != kMaxArguments) {
        std::cerr << "usage: host DATABASE FOLDER TITLE\n";
        return 2;
    }
    options.database = argv[1];
    options.folder = argv[2];
    if (!parseTitleChecked(options, argv[3]) && !parseTitle(options, "Pump")) {
        return 2;
    }
    return host::refresh() ? run(options) : 1;
}
