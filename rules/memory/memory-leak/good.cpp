// Telemetry client in C++: owners that delete by themselves, and objects that are handed on.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <vector>

struct Packet {
    int id = 0;
    bool isValid() const { return id > 0; }
};

int process(int id)
{
    auto packet = std::make_unique<Packet>();
    packet->id = id;
    if (!packet->isValid())
        return -1;
    std::printf("%d\n", packet->id);
    return 0;
}

void fill(int count)
{
    std::vector<int> values(64, count);
    std::printf("%d\n", values[0]);
}

void check(int id)
{
    const std::unique_ptr<Packet> packet(new Packet);
    packet->id = id;
    if (id < 0)
        throw std::string("bad id");
}

// What fails while the arguments of a constructor are computed leaves no block behind.
struct Address {
    int number = 0;
    int known() const
    {
        if (number < 0)
            throw std::string("no address");
        return number;
    }
};

struct Peer {
    explicit Peer(int number);
    int number;
};

class Links {
public:
    explicit Links(Peer *first) : peer_(first) {}

    void connect(const Address &address)
    {
        peer_ = new Peer(address.known());
    }

private:
    Peer *peer_;
};

class Queue {
public:
    void add(int id)
    {
        auto packet = std::make_unique<Packet>();
        packet->id = id;
        packets.push_back(std::move(packet));
    }

private:
    std::vector<std::unique_ptr<Packet>> packets;
};

std::shared_ptr<Packet> share(int id)
{
    auto packet = std::make_shared<Packet>();
    packet->id = id;
    return packet;
}

// What a static variable holds stays held; a function's head may be a macro.
int next_id()
{
    static int *const last = new int(0);
    return ++*last;
}

#define COMMAND(name) Packet *name(int id)

COMMAND(open_packet)
{
    return new Packet{id};
}

// A call that throws has handed out nothing, and its handler makes a packet of its own.
static Packet *make_packet(int id)
{
    Packet *packet = static_cast<Packet *>(std::calloc(1, sizeof(Packet)));
    if (packet != nullptr)
        packet->id = id;
    return packet;
}

Packet *packet_or_error(const std::string &text)
{
    try {
        return make_packet(std::stoi(text));
    } catch (const std::exception &) {
        return make_packet(-1);
    }
}

// What an object releases itself, whichever way it goes.
class Owned {
public:
    explicit Owned(int id) : packet(new Packet)
    {
        packet->id = id;
    }
    Owned(const Owned &) = delete;
    Owned &operator=(const Owned &) = delete;
    ~Owned()
    {
        delete packet;
    }
    int id() const
    {
        return packet->id;
    }

private:
    Packet *packet;
};

// A member releases what it holds at the end of the whole.
struct Pair {
    Owned first{1};
    Owned second{2};
};

int pick(bool early)
{
    Owned owned(3);
    Pair pair;
    if (early)
        return owned.id();
    if (owned.id() > 3)
        throw std::string("too many");
    return pair.first.id();
}

/* A constructor that throws gives its block back before the handler runs. */
struct Port {
    explicit Port(const std::string &name);
    ~Port();
    int number;
};

struct Bus {
    Bus();
    ~Bus();
    int speed;
};

void hand_over(Port *port, Bus *bus);

void open_both(const std::string &name)
{
    Port *port = nullptr;
    Bus *bus = nullptr;

    try {
        port = new Port(name);
        bus = new Bus();
    } catch (...) {
        delete port;
        delete bus;
        throw;
    }
    hand_over(port, bus);
}

// A member that owns is destroyed whatever becomes of the object around it.
class Window {
public:
    Window(int size, int step) : samples_(64)
    {
        if (step > size)
            throw std::string("step");
    }

    Window(int size, int step, Packet *first) : first_(first), held_(new Packet)
    {
        if (step > size)
            throw std::string("step");
    }

private:
    std::vector<int> samples_;
    Packet *first_ = nullptr;
    std::unique_ptr<Packet> held_;
};

static int checked_level(int level)
{
    if (level < 0)
        throw level;
    return level;
}

struct Level {
    explicit Level(int level) : level_(checked_level(level))
    {
        if (level > 100)
            throw level;
    }
    int level_;
};

// What the constructor does not finish is given back with its memory.
int made_level(int level)
{
    Level *made = new Level(level); // expect: raw-new at `new`
    int now = made->level_;
    delete made;
    return now;
}

int caught_level(int level)
{
    int *levels = new int[16]; // expect: raw-new at `new`

    try {
        levels[0] = checked_level(level);
    } catch (...) {
        levels[0] = 0;
    }
    int first = levels[0];
    delete[] levels;
    return first;
}

int kept_level(int level)
{
    auto levels = std::make_unique<int[]>(16);

    levels[0] = checked_level(level);
    return levels[0];
}
