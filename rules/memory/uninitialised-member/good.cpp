#include <cstddef>
#include <cstring>
#include <memory>
#include <string>

bool measure(int *count);

class Meter {
public:
    Meter() : sum_(0) {}

    void add(double value)
    {
        sum_ += value;
        ++count_;
    }

    double mean() const
    {
        return sum_ / count_;
    }

private:
    int count_ = 0;
    double sum_;
};

// Set in the body, by a helper, by a function that is given its address.
class Gauge {
public:
    Gauge()
    {
        low_ = 0;
        reset();
        measure(&count_);
    }

    int span() const
    {
        return high_ - low_ + count_;
    }

private:
    void reset()
    {
        high_ = low_;
    }

    int low_;
    int high_;
    int count_;
};

// The beginning comes before the first step, in the constructor or in what it calls.
class Sequence {
public:
    explicit Sequence(int limit) : limit_(limit), count_(0)
    {
        number_ = 0;
        advance();
        if (limit_ > 8)
            skip();
    }

    Sequence(int limit, int count) : limit_(limit), count_(count)
    {
        restart();
        advance();
    }

    void advance()
    {
        if (number_ >= limit_)
            restart();
        number_ += ++count_;
    }

    void restart()
    {
        number_ = 0;
    }

private:
    void skip()
    {
        restart();
        number_ += limit_;
    }

    int limit_;
    int count_;
    int number_;
};

class Delegating {
public:
    Delegating() : Delegating(3) {}
    explicit Delegating(int level) : level_(level) {}

    int level() const
    {
        return level_;
    }

private:
    int level_;
};

class Cleared {
public:
    Cleared()
    {
        std::memset(this, 0, sizeof *this);
    }

    int level() const
    {
        return level_;
    }

private:
    int level_;
};

// What a function elsewhere sets.
class Driver {
public:
    Driver();
    void open(const char *path);

    int handle() const
    {
        return handle_;
    }

private:
    int handle_;
    int level_ = 0;
};

Driver::Driver() : level_(1) {}

// A flag tells whether there is a value.
class Sampler {
public:
    Sampler() : has_last_(false) {}

    int change(int value)
    {
        int result = 0;
        if (has_last_)
            result = value - last_;
        last_ = value;
        has_last_ = true;
        return result;
    }

private:
    bool has_last_;
    int last_;
};

class Ring {
public:
    explicit Ring(std::size_t size) : size_(size), mask_(size_ - 1) {}

    std::size_t slot(std::size_t i) const
    {
        return i & mask_ & size_;
    }

private:
    std::size_t size_;
    std::size_t mask_;
};

struct Box {
    int width;
    int height;

    Box(int width, int height) : width(width), height(height) {}

    int area() const
    {
        return width * height;
    }
};

// A buffer is filled as it is used.
class Line {
public:
    Line() : length_(0) {}

    void put(char c)
    {
        if (length_ < sizeof text_)
            text_[length_++] = c;
    }

private:
    char text_[80];
    std::size_t length_;
};

// The members differ from build to build, and the constructor and destructor with them.
class Source {
public:
    explicit Source(int *values);
    ~Source();
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;

private:
#ifndef OWNING_POINTERS
    bool isOwner_;
    int *values_;
#else
    std::unique_ptr<int> owner_;
#endif
};

#ifndef OWNING_POINTERS
Source::Source(int *values) : isOwner_(true), values_(values) {}

Source::~Source()
{
    if (isOwner_)
        delete values_;
}
#else
Source::Source(int *values) : owner_(values) {}

Source::~Source() = default;
#endif
