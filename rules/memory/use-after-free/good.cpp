// Connection table in C++: what is deleted is not touched again.
#include <cstdio>
#include <memory>
#include <utility>

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
