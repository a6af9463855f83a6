#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

struct Session {
    int id = 0;
    std::shared_ptr<Session> self()
    {
        return std::shared_ptr<Session>(this); // expect: smart-pointer-misuse at `std::shared_ptr<Session>(this)`
    }
};

Session *open_session(int id);

void two_counts(int id)
{
    Session *raw = open_session(id);
    std::shared_ptr<Session> first(raw);
    std::shared_ptr<Session> second(raw); // expect: smart-pointer-misuse at `second(raw)`
}

void into_a_list(std::vector<std::shared_ptr<Session>> &sessions, int id)
{
    Session *raw = open_session(id);
    sessions.push_back(std::shared_ptr<Session>(raw));
    sessions.push_back(std::shared_ptr<Session>(raw)); // expect: smart-pointer-misuse at `std::shared_ptr<Session>(raw)`
}

void by_reset(int id)
{
    Session *raw = open_session(id);
    std::unique_ptr<Session> owner;
    std::unique_ptr<Session> other;
    owner.reset(raw);
    other.reset(raw); // expect: smart-pointer-misuse at `other.reset(raw)`
}

void deleted_by_hand(int id)
{
    Session *raw = open_session(id);
    std::unique_ptr<Session> owner{raw};
    delete raw; // expect: smart-pointer-misuse at `delete raw`
}

void deleted_through_get(std::unique_ptr<Session> owner)
{
    delete owner.get(); // expect: smart-pointer-misuse at `delete owner.get()`
}

void deleted_later(const std::shared_ptr<Session> &owner)
{
    Session *raw = owner.get();
    raw->id = 0;
    delete raw; // expect: smart-pointer-misuse at `delete raw`
}

void owner_from_owner(std::unique_ptr<Session> owner)
{
    std::unique_ptr<Session> second(owner.get()); // expect: smart-pointer-misuse at `second(owner.get())`
    std::shared_ptr<Session> third = std::shared_ptr<Session>(owner.get()); // expect: smart-pointer-misuse at `std::shared_ptr<Session>(owner.get())`
}

void reset_to_itself(std::shared_ptr<Session> owner)
{
    owner.reset(owner.get()); // expect: smart-pointer-misuse at `owner.reset(owner.get())`
}

void dropped(std::unique_ptr<Session> owner)
{
    owner->id = 3;
    owner.release(); // expect: smart-pointer-misuse at `owner.release()`
}

void array_as_one(std::size_t size)
{
    std::unique_ptr<char> buffer(new char[size]); // expect: smart-pointer-misuse at `new char[size]`
    std::shared_ptr<int> numbers(new int[8]); // expect: smart-pointer-misuse at `new int[8]`
    buffer.reset(new char[size * 2]); // expect: smart-pointer-misuse at `new char[size * 2]`
}

class Frame {
public:
    explicit Frame(std::size_t size) : data_(new unsigned char[size]) {} // expect: smart-pointer-misuse at `new unsigned char[size]`

private:
    std::unique_ptr<unsigned char> data_;
};

void from_malloc(const char *name)
{
    std::unique_ptr<char> copy(strdup(name)); // expect: smart-pointer-misuse at `strdup(name)`
    auto raw = std::unique_ptr<Session>(static_cast<Session *>(std::malloc(sizeof(Session)))); // expect: smart-pointer-misuse at `std::malloc(sizeof(Session))`
}
