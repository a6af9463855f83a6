#include <stdexcept>

bool flush(int channel);

class Writer {
public:
    explicit Writer(int channel) : channel_(channel) {}

    ~Writer()
    {
        if (!flush(channel_))
            throw std::runtime_error("flush"); // expect: escaping-exception at `throw`
    }

    void swap(Writer &other) noexcept;
    int level(int index) const noexcept(true);

private:
    int channel_;
};

void Writer::swap(Writer &other) noexcept
{
    if (channel_ < 0)
        throw std::logic_error("closed"); // expect: escaping-exception at `throw`
    const int channel = channel_;
    channel_ = other.channel_;
    other.channel_ = channel;
}

int Writer::level(int index) const noexcept(true)
{
    try {
        return index / channel_;
    } catch (...) {
        throw; // expect: escaping-exception at `throw`
    }
}

int checked(int rate) noexcept
{
    if (rate < 0)
        throw std::invalid_argument("rate"); // expect: escaping-exception at `throw`
    return rate;
}
