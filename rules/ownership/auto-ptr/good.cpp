// The host tool brought up to date: what is handed over says so.
#include <cstdio>
#include <memory>
#include <utility>

struct Job {
    int id = 0;
};

void print(const Job &job)
{
    std::printf("%d\n", job.id);
}

std::unique_ptr<Job> makeJob(int id)
{
    auto job = std::make_unique<Job>();
    job->id = id;
    return job;
}

class Queue {
public:
    void put(std::unique_ptr<Job> job) { current = std::move(job); }

private:
    std::unique_ptr<Job> current;
};

// A class of the same name that is someone else's.
namespace legacy {
template <class T> class auto_ptr {
    T *p = nullptr;
};
}

legacy::auto_ptr<Job> kept;
