// Old host tool: owners that empty themselves when they are copied.
#include <cstdio>
#include <memory>

struct Job {
    int id = 0;
};

// The caller's pointer is null after this call.
void print(std::auto_ptr<Job> job) // expect: auto-ptr at `std::auto_ptr`
{
    std::printf("%d\n", job->id);
}

std::auto_ptr<Job> makeJob(int id) // expect: auto-ptr at `std::auto_ptr`
{
    std::auto_ptr<Job> job(new Job); // expect: auto-ptr at `std::auto_ptr`
    job->id = id;
    return job;
}

class Queue {
    std::auto_ptr<Job> current; // expect: auto-ptr at `std::auto_ptr`
};
