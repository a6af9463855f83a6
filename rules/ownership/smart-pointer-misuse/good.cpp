#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

struct Session : std::enable_shared_from_this<Session> {
    int id = 0;
    std::shared_ptr<Session> self()
    {
        return shared_from_this();
    }
    std::shared_ptr<Session> view()
    {
        return std::shared_ptr<Session>(this, [](Session *) {});
    }
};

class Lock {
public:
    void release();
};

Session *open_session(int id);
void keep(Session *session);

void shared(int id)
{
    std::shared_ptr<Session> first(open_session(id));
    std::shared_ptr<Session> second(first);
    std::shared_ptr<Session> third = second;
}

void one_each(std::vector<std::shared_ptr<Session>> &sessions)
{
    for (int id = 0; id < 3; id++) {
        Session *raw = open_session(id);
        sessions.push_back(std::shared_ptr<Session>(raw));
    }
}

void one_of_two(int id, bool isFirst)
{
    Session *raw = open_session(id);
    std::unique_ptr<Session> first;
    std::unique_ptr<Session> second;
    if (isFirst)
        first.reset(raw);
    else
        second.reset(raw);
}

void opened_again(int id)
{
    Session *raw = open_session(id);
    std::unique_ptr<Session> first(raw);
    raw = open_session(id + 1);
    std::unique_ptr<Session> second(raw);
}

void given_back(int id)
{
    Session *raw = open_session(id);
    std::unique_ptr<Session> owner(raw);
    owner.release();
    delete raw;
}

void handed_over(std::unique_ptr<Session> owner, std::vector<Session *> &list)
{
    list.push_back(owner.get());
    owner.release();
}

Session *returned(std::unique_ptr<Session> owner)
{
    return owner.release();
}

void to_shared(std::unique_ptr<Session> owner)
{
    std::shared_ptr<Session> shared(owner.release());
    std::shared_ptr<Session> moved(std::move(shared));
}

void looked_at(const std::unique_ptr<Session> &owner)
{
    Session *raw = owner.get();
    raw->id = 4;
    keep(owner.get());
}

void arrays(std::size_t size)
{
    std::unique_ptr<char[]> buffer(new char[size]);
    std::shared_ptr<char> shared(new char[size], std::default_delete<char[]>());
    std::shared_ptr<int[]> numbers(new int[size]);
    buffer.reset(new char[size * 2]);
}

void from_malloc(const char *name)
{
    std::unique_ptr<char, decltype(&std::free)> copy(strdup(name), &std::free);
}

void unlock(Lock &lock)
{
    lock.release();
}

class Frame {
public:
    explicit Frame(std::size_t size) : data_(new unsigned char[size]) {}

private:
    std::unique_ptr<unsigned char[]> data_;
};
