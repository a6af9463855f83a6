#include <functional>
#include <stdexcept>
#include <type_traits>

bool flush(int channel);

class Writer {
public:
    explicit Writer(int channel) : channel_(channel) {}

    ~Writer()
    {
        try {
            if (!flush(channel_))
                throw std::runtime_error("flush");
        } catch (const std::exception &) {
            channel_ = -1;
        }
    }

    void close()
    {
        if (!flush(channel_))
            throw std::runtime_error("flush");
    }

    std::function<void()> closer() noexcept
    {
        return [this] {
            if (channel_ < 0)
                throw std::logic_error("closed");
        };
    }

private:
    int channel_;
};

// It says that it may throw.
class Transaction {
public:
    ~Transaction() noexcept(false)
    {
        if (!flush(0))
            throw std::runtime_error("rolled back");
    }
};

template <typename T>
void move_to(T &to, T &from) noexcept(std::is_nothrow_move_assignable<T>::value)
{
    if (&to == &from)
        throw std::logic_error("same");
    to = static_cast<T &&>(from);
}

int checked(int rate) noexcept
{
    try {
        if (rate < 0)
            throw std::invalid_argument("rate");
    } catch (const std::invalid_argument &) {
        return 0;
    }
    return rate;
}
