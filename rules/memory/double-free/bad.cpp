// Event recorder in C++: objects that are deleted twice.
#include <cstdio>

struct Event {
    int code = 0;
};

void dropTwice(bool failed)
{
    Event *event = new Event; // expect: raw-new at `new`
    if (failed)
        delete event;
    delete event; // expect: double-free at `delete`
}

void dropArray()
{
    int *codes = new int[16]; // expect: raw-new at `new`
    int *same = codes;
    delete[] codes;
    delete[] same; // expect: double-free at `delete`
}
