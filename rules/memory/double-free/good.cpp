// Event recorder in C++: each object has one owner.
#include <cstdio>
#include <memory>
#include <vector>

struct Event {
    int code = 0;
};

void dropOnce(bool failed)
{
    auto event = std::make_unique<Event>();
    if (failed)
        event.reset();
    event.reset();
}

void dropArray()
{
    std::vector<int> codes(16);
    codes.clear();
}

std::unique_ptr<Event> handOver()
{
    auto event = std::make_unique<Event>();
    std::printf("%d\n", event->code);
    return event;
}
