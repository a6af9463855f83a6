#include <cstddef>
#include <string>

// A counter that starts from nothing.
class Meter {
public:
    Meter() : sum_(0) {} // expect: uninitialised-member at `Meter`

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
    int count_;
    double sum_;
};

// One constructor sets it, the other one forgot.
class Image {
public:
    Image() : width_(0) {} // expect: uninitialised-member at `Image`
    explicit Image(int width) : pixels_(new unsigned char[width]), width_(width) {}
    Image(const Image &) = delete;
    Image &operator=(const Image &) = delete;

    ~Image()
    {
        delete[] pixels_;
    }

    int width() const
    {
        return width_;
    }

private:
    unsigned char *pixels_;
    int width_;
};

// What it calls sets another member.
class Parser {
public:
    explicit Parser(const std::string &text) : text_(text) // expect: uninitialised-member at `Parser`
    {
        rewind();
    }

    bool done() const
    {
        return at_ == end_;
    }

private:
    void rewind()
    {
        at_ = 0;
    }

    std::string text_;
    std::size_t at_;
    std::size_t end_;
};

// What the constructor calls counts on from nothing, and only then begins again.
class Sequence {
public:
    explicit Sequence(int limit) : limit_(limit) // expect: uninitialised-member at `Sequence`
    {
        advance();
    }

    void advance()
    {
        if (number_ >= limit_)
            restart();
        ++number_;
    }

    void restart()
    {
        number_ = 0;
    }

private:
    int limit_;
    int number_;
};

// The class says in which order, not the list.
class Ring {
public:
    explicit Ring(std::size_t size) : size_(size), mask_(size_ - 1) {} // expect: uninitialised-member at `size_ - 1`

    std::size_t slot(std::size_t i) const
    {
        return i & mask_ & size_;
    }

private:
    std::size_t mask_;
    std::size_t size_;
};

struct Box {
    int width;
    int height;

    explicit Box(int h) : width(width), height(h) {} // expect: uninitialised-member at `width), height`

    int area() const
    {
        return width * height * (width > 0);
    }
};

// Both are of one build, and the flag gets no value.
class Source {
public:
    explicit Source(int *values);
    ~Source();
    Source(const Source &) = delete;
    Source &operator=(const Source &) = delete;

private:
    bool isOwner_;
    int *values_;
};

#ifndef OWNING_POINTERS
Source::Source(int *values) : values_(values) {} // expect: uninitialised-member at `Source::Source(int *values)`
#endif

#ifndef OWNING_POINTERS
Source::~Source()
{
    if (isOwner_)
        delete values_;
}
#endif
