// The same log with what the formats ask for.
#include <cinttypes>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

struct Alarm {
    std::string text;
    int code = 0;
};

void log(const Alarm &alarm, const std::vector<int> &rates, bool isUrgent)
{
    std::printf("%s\n", alarm.text.c_str());
    std::printf("%d of %s\n", alarm.code, isUrgent ? "urgent" : "normal");
    std::printf("%zu rates, %d\n", rates.size(), isUrgent);
    std::printf("%p\n", static_cast<const void *>(&alarm));
}

// A pack may be any number of arguments.
template <typename... Values>
void logAll(const char *name, Values... values)
{
    std::printf("%s: %d, %d\n", name, values...);
}

bool read(const char *line, double &volume, float &step)
{
    return std::sscanf(line, "%lf %f", &volume, &step) == 2;
}
