// Queue of a gateway, locked by hand.
#include <cstddef>
#include <mutex>

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
