// The same ward: one end of every tie is weak, or is let go.
#include <memory>
#include <string>
#include <vector>

struct Bed;

struct Patient {
    std::string name;
    std::shared_ptr<Bed> bed;
};

struct Bed {
    int number = 0;
    std::weak_ptr<Patient> patient;
};

void admit(const std::string &name, int number)
{
    auto patient = std::make_shared<Patient>();
    auto bed = std::make_shared<Bed>();
    patient->name = name;
    bed->number = number;
    patient->bed = bed;
    bed->patient = patient;
}

// The parent is only known, not held.
struct Node {
    std::vector<std::shared_ptr<Node>> children;
    Node *parent = nullptr;
};

std::shared_ptr<Node> add_child(std::shared_ptr<Node> parent)
{
    auto child = std::make_shared<Node>();
    child->parent = parent.get();
    parent->children.push_back(child);
    return child;
}

// A list goes one way; the last is another object in each round.
struct Task {
    std::shared_ptr<Task> after;
};

std::shared_ptr<Task> make_list(int count)
{
    auto first = std::make_shared<Task>();
    auto last = first;
    for (int i = 0; i < count; i++) {
        auto task = std::make_shared<Task>();
        last->after = task;
        last = task;
    }
    return first;
}

// Either one way or the other.
void join(const std::shared_ptr<Task> &one, const std::shared_ptr<Task> &two, bool forwards)
{
    if (forwards)
        one->after = two;
    else
        two->after = one;
}

// The circle is broken when the pair is closed.
struct Peer {
    std::shared_ptr<Peer> partner;
    void close() { partner.reset(); }
};

void connect(const std::shared_ptr<Peer> &one, const std::shared_ptr<Peer> &two)
{
    one->partner = two;
    two->partner = one;
}
