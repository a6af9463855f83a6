// The station's log in C++: objects do not go through the dots.
#include <cinttypes>
#include <cstdio>
#include <string>
#include <vector>

struct Alarm {
    std::string text;
    int code = 0;
};

void log(const Alarm &alarm, const std::vector<int> &rates)
{
    std::printf("%s\n", alarm.text); // expect: format-arguments at `alarm.text`
    std::printf("%d of %s\n", alarm.code); // expect: format-arguments at `std::printf("%d of %s\n", alarm.code)`
    std::printf("%d rates\n", rates.size()); // expect: format-arguments at `rates.size()`
    std::printf("%s\n", alarm.code); // expect: format-arguments at `alarm.code`
}

bool read(const char *line, double &volume)
{
    return std::sscanf(line, "%f", &volume) == 1; // expect: format-arguments at `&volume`
}
