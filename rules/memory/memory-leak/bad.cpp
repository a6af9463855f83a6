// Telemetry client in C++: objects that nobody deletes.
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>

struct Packet {
    int id = 0;
    bool isValid() const { return id > 0; }
};

int process(int id)
{
    Packet *packet = new Packet; // expect: raw-new at `new`
    packet->id = id;
    if (!packet->isValid())
        return -1; // expect: memory-leak at `return`
    std::printf("%d\n", packet->id);
    delete packet;
    return 0;
}

// A text that is assigned to a member is copied: nobody else gets to know the object.
class Decoder {
public:
    bool open(const std::string &name)
    {
        name_ = name;
        return !name.empty();
    }

private:
    std::string name_;
};

Decoder *makeDecoder(const std::string &name)
{
    auto *decoder = new Decoder;
    if (!decoder->open(name))
        return nullptr; // expect: memory-leak at `return`
    return decoder;
}

void fill(int count)
{
    int *values = new int[64];
    for (int i = 0; i < 64; i++)
        values[i] = count;
    std::printf("%d\n", values[0]);
} // expect: memory-leak at `}`

// An exception leaves the function as a return does.
void check(int id)
{
    Packet *packet = new Packet; // expect: raw-new at `new`
    packet->id = id;
    if (id < 0)
        throw std::string("bad id"); // expect: memory-leak at `throw`
    delete packet;
}

// The object goes, and nobody releases what it held.
struct Draft {
    Draft() : packet(new Packet) {}
    Packet *packet;
};

int forget()
{
    Draft draft;
    return draft.packet->id; // expect: memory-leak at `return`
}

Packet *parse(const std::string &line)
{
    auto *packet = new Packet;
    if (line.size() < 4)
        throw std::runtime_error("short line"); // expect: memory-leak at `throw`
    packet->id = line[0];
    return packet;
}

// A constructor that throws leaves no object behind: its destructor does not run.
class Window {
public:
    Window(int size, int step) : samples_(new int[64])
    {
        if (step > size)
            throw std::string("step"); // expect: memory-leak at `throw`
    }

    Window(const Window &) = delete;
    Window &operator=(const Window &) = delete;

    ~Window()
    {
        delete[] samples_;
    }

private:
    int *samples_;
};

static int checked_level(int level)
{
    if (level < 0)
        throw level;
    return level;
}

int first_level(int level)
{
    int *levels = new int[16]; // expect: raw-new at `new`

    levels[0] = checked_level(level); // expect: memory-leak
    int first = levels[0];
    delete[] levels;
    return first;
}
