// Queue of a gateway: objects hold the lock.
#include <cstddef>
#include <mutex>

class Queue {
public:
    bool push(int value);
    int pop();
    int sum();

private:
    std::mutex mutex_;
    std::recursive_mutex deep_;
    int values_[32];
    std::size_t used_ = 0;
};

bool Queue::push(int value)
{
    const std::lock_guard<std::mutex> guard(mutex_);
    if (used_ == 32)
        return false;
    values_[used_++] = value;
    return true;
}

int Queue::pop()
{
    mutex_.lock();
    std::unique_lock<std::mutex> guard(mutex_, std::adopt_lock);
    if (used_ == 0)
        return -1;
    const int value = values_[--used_];
    guard.unlock();
    return value;
}

int Queue::sum()
{
    int total = 0;
    deep_.lock();
    for (std::size_t i = 0; i < used_; i++) {
        deep_.lock();
        total += values_[i];
        deep_.unlock();
    }
    deep_.unlock();
    return total;
}

class Counter {
public:
    void add(int n)
    {
        std::lock_guard<std::mutex> hold{mutex_};
        total_ += n;
    }

    std::unique_lock<std::mutex> locked()
    {
        return std::unique_lock<std::mutex>(mutex_);
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
        if (level < 0) {
            mutex_.unlock();
            throw level;
        }
        level_ = level;
        mutex_.unlock();
    }

    void change(int by)
    {
        mutex_.lock();
        try {
            if (by > 100)
                throw by;
            level_ += by;
        } catch (...) {
            mutex_.unlock();
            throw;
        }
        mutex_.unlock();
    }

private:
    std::mutex mutex_;
    int level_ = 0;
};
