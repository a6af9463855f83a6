// Connection table in C++: what is deleted is not touched again.
#include <cstdio>
#include <list>
#include <map>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

struct Session {
    int id = 0;
    void close() { id = -1; }
};

int endSession(std::unique_ptr<Session> session)
{
    const int id = session->id;
    session.reset();
    return id;
}

int endLegacySession(Session *session)
{
    const int id = session->id;
    delete session;
    return id;
}

void restart(Session *&session, bool broken)
{
    if (broken) {
        delete session;
        session = new Session;
    }
    session->id = 1;
    session->close();
}

// A moved-from variable may be given a new value.
int hand(std::unique_ptr<Session> session)
{
    std::unique_ptr<Session> other = std::move(session);
    session = std::make_unique<Session>();
    return other->id + session->id;
}

// Several pointers in one container, released in different ways.
int throughContainer(int count)
{
    std::vector<Session *> sessions;
    for (int i = 0; i < count; i++)
        sessions.push_back(new Session);
    int sum = 0;
    for (std::size_t i = 0; i < sessions.size(); i++)
        sum += sessions[i]->id;
    for (Session *session : sessions)
        delete session;
    return sum;
}

int throughIterators()
{
    std::list<Session *> sessions;
    sessions.push_back(new Session);
    for (auto it = sessions.begin(); it != sessions.end(); ++it)
        delete *it;
    sessions.clear();
    sessions.push_back(new Session);
    int id = sessions.front()->id;
    delete sessions.front();
    return id;
}

int throughMap(int a, int b)
{
    std::map<int, Session *> sessions;
    sessions[a] = new Session;
    sessions[b] = new Session;
    delete sessions[a];
    return sessions[b]->id;
}

// Who always throws does not come back.
void refuse(int reason)
{
    switch (reason) {
    case 1:
        throw std::runtime_error("no such session");
    default:
        throw std::logic_error("refused");
    }
}

int closed(Session *session, int reason)
{
    if (reason != 0) {
        delete session;
        refuse(reason);
    }
    int id = session->id;
    delete session;
    return id;
}

// The number that an object gives is still there when the object is gone.
struct Reading {
    long long number;
    explicit operator bool() const { return number != 0; }
    operator long long() const { return number; }
};

Reading readingOf(int channel);
void plot(long long value);

static long long valueOf(int channel)
{
    Reading reading = readingOf(channel);
    return reading ? reading : 0;
}

void plotReading(int channel) { plot(valueOf(channel)); }
