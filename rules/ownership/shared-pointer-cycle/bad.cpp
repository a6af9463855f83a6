// Patients, beds and pumps of a ward, tied together so that none of them ever goes.
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
    std::shared_ptr<Patient> patient;
};

void admit(const std::string &name, int number)
{
    auto patient = std::make_shared<Patient>();
    auto bed = std::make_shared<Bed>();
    patient->name = name;
    bed->number = number;
    patient->bed = bed;
    bed->patient = patient; // expect: shared-pointer-cycle at `bed->patient`
}

// The parent holds its children, and they hold it.
struct Node {
    std::vector<std::shared_ptr<Node>> children;
    std::shared_ptr<Node> parent;
};

std::shared_ptr<Node> add_child(std::shared_ptr<Node> parent)
{
    auto child = std::make_shared<Node>();
    child->parent = parent;
    parent->children.push_back(child); // expect: shared-pointer-cycle at `parent->children`
    return child;
}

// An object that holds itself.
struct Task {
    std::shared_ptr<Task> next;
};

std::shared_ptr<Task> make_endless()
{
    auto task = std::make_shared<Task>();
    task->next = task; // expect: shared-pointer-cycle at `task->next`
    return task;
}

// The same, from within.
class Pump;

struct Channel {
    std::shared_ptr<Pump> pump;
};

class Pump : public std::enable_shared_from_this<Pump> {
public:
    void open()
    {
        auto channel = std::make_shared<Channel>();
        channel->pump = shared_from_this();
        channels_.push_back(channel); // expect: shared-pointer-cycle at `channels_`
    }

private:
    std::vector<std::shared_ptr<Channel>> channels_;
};
