// Connection table in C++: objects that are used after their deletion.
#include <cstdio>
#include <map>
#include <string>
#include <vector>

struct Session {
    int id = 0;
    void close() { id = -1; }
};

int endSession(Session *session)
{
    delete session;
    return session->id; // expect: use-after-free at `session->id`
}

int lastSample(int count)
{
    int *samples = new int[8]; // expect: raw-new at `new`
    samples[0] = count;
    delete[] samples;
    return samples[0]; // expect: use-after-free at `samples[0]`
}

void restart(Session *session, bool broken)
{
    if (broken)
        delete session;
    session->id = 1; // expect: use-after-free at `session->id`
}

// What goes into a container is what comes out of it.
int lastOf(std::vector<Session *> sessions)
{
    return sessions.back()->id;
}

int throughContainer()
{
    std::vector<Session *> sessions;
    Session *session = new Session;
    sessions.push_back(session);
    delete session;
    return sessions[0]->id; // expect: use-after-free at `sessions[0]->id`
}

int throughCopy()
{
    std::vector<Session *> sessions;
    Session *session = new Session;
    sessions.push_back(session);
    delete session;
    return lastOf(sessions); // expect: use-after-free at `lastOf`
}

void throughMap(int id)
{
    std::map<int, Session *> sessions;
    Session *session = new Session;
    sessions[id] = session;
    delete session;
    sessions[id]->close(); // expect: use-after-free at `sessions[id]->close()`
}

struct SessionCloser {
    void operator()(Session *session) const { delete session; }
};

int throughOperator()
{
    SessionCloser close;
    Session *session = new Session;
    close(session);
    return session->id; // expect: use-after-free at `session->id`
}
