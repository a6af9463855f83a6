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

// An object owns what its constructor was given, and is the only one to release it.
class Recorder {
public:
    explicit Recorder(Event *event) : event_(event) {}
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;
    ~Recorder() { delete event_; }
    Event *release()
    {
        Event *event = event_;
        event_ = nullptr;
        return event;
    }

private:
    Event *event_;
};

void dropOwned()
{
    Recorder recorder(new Event);
}

void takeBack()
{
    Recorder recorder(new Event);
    Event *event = recorder.release();
    delete event;
}

struct Sink {
    virtual ~Sink() = default;
    virtual void take(Event *event) const = 0;
};

struct Dropping : Sink {
    void take(Event *event) const override { delete event; }
};

struct Looking : Sink {
    void take(Event *event) const override { std::printf("%d\n", event->code); }
};

void dropAfterLook()
{
    Looking looking;
    const Sink &sink = looking;
    Event *event = new Event;
    sink.take(event);
    delete event;
}

// Which of them it is, is not known here.
void handTo(const Sink &sink)
{
    Event *event = new Event;
    sink.take(event);
}

/* Each round releases another array. */
void drop_rows(int **first, int **last)
{
    for (int **row = first; row != last; ++row)
        delete[] *row;
}
