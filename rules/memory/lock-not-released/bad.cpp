// Queue of a gateway, locked by hand.
#include <cstddef>
#include <mutex>
#include <stdexcept>

class Queue {
public:
    bool push(int value);
    int size();

private:
    std::mutex mutex_;
    int values_[32];
    std::size_t used_ = 0;
};

bool Queue::push(int value)
{
    mutex_.lock();
    if (used_ == 32)
        return false; // expect: lock-not-released at `return`
    values_[used_++] = value;
    mutex_.unlock();
    return true;
}

int Queue::size()
{
    mutex_.lock();
    const int result = static_cast<int>(used_);
    mutex_.lock(); // expect: lock-not-released at `mutex_`
    return result;
}

// A guard without a name is gone at the semicolon.
class Counter {
public:
    void add(int n)
    {
        std::lock_guard<std::mutex>{mutex_}; // expect: lock-not-released at `std::lock_guard`
        total_ += n;
    }

    int total()
    {
        std::unique_lock<std::mutex>(mutex_); // expect: lock-not-released at `std::unique_lock`
        return total_;
    }

    void both(std::mutex &other)
    {
        std::scoped_lock(mutex_, other); // expect: lock-not-released at `std::scoped_lock`
        total_ = 0;
    }

private:
    std::mutex mutex_;
    int total_ = 0;
};

class Level {
public:
    void set(int level)
    {
        mutex_.lock();
        if (level < 0)
            throw level; // expect: lock-not-released at `throw`
        level_ = level;
        mutex_.unlock();
    }

private:
    std::mutex mutex_;
    int level_ = 0;
};

class Valve {
public:
    void open(int percent)
    {
        mutex_.lock();
        if (percent > 100)
            throw std::out_of_range("percent"); // expect: lock-not-released at `throw`
        percent_ = percent;
        mutex_.unlock();
    }

private:
    std::mutex mutex_;
    int percent_ = 0;
};
