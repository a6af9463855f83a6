// Layers of a driver: overloads, the layer below, and another object's function.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unistd.h>

class Port {
public:
    virtual ~Port() = default;
    virtual int read(uint8_t *data, size_t size);
    int read(uint8_t *data);
    void reset();

private:
    std::unique_ptr<Port> lower_;
    Port *next_ = nullptr;
    int handle_ = -1;
};

// The library's function of the same name.
int Port::read(uint8_t *data, size_t size)
{
    return static_cast<int>(::read(handle_, data, size));
}

// Another overload.
int Port::read(uint8_t *data)
{
    return read(data, 16);
}

// Another object.
void Port::reset()
{
    handle_ = -1;
    next_->reset();
}

double scaled(double value);

// A free function of another type.
int scaled(int value)
{
    return static_cast<int>(scaled(static_cast<double>(value)));
}

namespace board {
int write(int fd, const uint8_t *data, size_t size)
{
    return static_cast<int>(::write(fd, data, size));
}
} // namespace board

// A method that calls a free function of its name, and one of a class that is declared elsewhere.
class Event {
public:
    void swap(Event &other);

private:
    int code_ = 0;
};

void swap(int &a, int &b);

void Event::swap(Event &other)
{
    using ::swap;
    swap(code_, other.code_);
}

std::size_t Stream::write(const char *text)
{
    return write(text);
}

// Other arguments of a template make another function.
struct Layout {
    template <size_t Index> size_t offset() const { return Index * sizeof(uint32_t); }
    template <class T> size_t offset() const { return offset<alignof(T)>(); }
};

template <size_t Index, class... Types> struct Largest {
    static size_t size() { return 0; }
};
template <size_t Index, class First, class... Rest> struct Largest<Index, First, Rest...> {
    static size_t size() { return sizeof(First) + Largest<Index + 1, Rest...>::size(); }
};

/* Each of the overloads calls one that is not itself. */
struct Byte {
    explicit Byte(unsigned n);
};
struct Word {
    explicit Word(unsigned n);
};

class Hex {
public:
    static void append(std::string &text, Byte n);
    static void append(std::string &text, Word n);
};

void Hex::append(std::string &text, Word n)
{
    (void)n;
    append(text, Byte(1));
}
