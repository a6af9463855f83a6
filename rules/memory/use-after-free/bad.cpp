// Connection table in C++: objects that are used after their deletion.
#include <cstdio>
#include <string>

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
