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

// An object owns what its constructor was given: its destructor releases it.
class Recorder {
public:
    explicit Recorder(Event *event) : event_(event) {}
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;
    ~Recorder() { delete event_; }
    int code() const { return event_->code; }

private:
    Event *event_;
};

int dropOwned()
{
    Event *event = new Event; // expect: raw-new at `new`
    {
        Recorder recorder(event);
        std::printf("%d\n", recorder.code());
    }
    delete event; // expect: double-free at `delete`
    return 0;
}

void dropOwner()
{
    Event *event = new Event;
    Recorder *recorder = new Recorder(event); // expect: raw-new at `new`
    delete event;
    delete recorder; // expect: double-free at `recorder`
}

// The object is known, and with it the function that a virtual call means.
struct Sink {
    virtual ~Sink() = default;
    virtual void take(Event *event) const = 0;
};

struct Dropping : Sink {
    void take(Event *event) const override { delete event; }
};

void dropThrough()
{
    Dropping dropping;
    const Sink &sink = dropping;
    Event *event = new Event;
    sink.take(event);
    delete event; // expect: double-free at `delete`
}
