#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

class Buffer { // expect: rule-of-three at `Buffer`
public:
    explicit Buffer(std::size_t size)
    {
        data_ = new unsigned char[size]; // expect: raw-new at `new`
    }
    ~Buffer() { delete[] data_; }
    unsigned char *data() { return data_; }

private:
    unsigned char *data_;
};

// The destructor is defined elsewhere in the file.
class Name { // expect: rule-of-three at `Name`
public:
    explicit Name(const char *text);
    ~Name();
    const char *text() const { return text_; }

private:
    char *text_;
    std::size_t length_ = 0;
};

Name::Name(const char *text) : text_(strdup(text)) {}

Name::~Name()
{
    if (text_ != nullptr)
        free(this->text_);
}

struct Node {
    int value = 0;
};

struct Holder { // expect: rule-of-three at `Holder`
    explicit Holder(Node *taken) : node(taken) {}
    virtual ~Holder()
    {
        delete node;
        node = nullptr;
    }
    Node *node;
    int id = 0;
};

struct Shape {
    int sides = 0;
};

template <class T>
class Grid : public Shape { // expect: rule-of-three at `Grid`
public:
    explicit Grid(std::size_t n) : cells_(new T[n]) {} // expect: raw-new at `new`
    ~Grid() { delete[] cells_; }

private:
    T *cells_;
};

class Log { // expect: rule-of-three at `Log`
public:
    explicit Log(const char *path) : file_(std::fopen(path, "a")) {}
    ~Log()
    {
        if (file_)
            std::fclose(file_);
    }

private:
    std::FILE *file_;
};

class Port { // expect: rule-of-three at `Port`
public:
    explicit Port(int fd) : fd_(fd) {}
    ~Port() { close(fd_); }

private:
    int fd_;
};

// Says how it is copied and moved, and shares the buffer all the same.
class Block {
public:
    Block() : data_(new int) {}
    ~Block() { delete data_; }
    Block(const Block &other) : data_(other.data_) {} // expect: rule-of-three
    Block &operator=(const Block &) = delete;

private:
    int *data_;
};

class Moved {
public:
    Moved() : data_(new int) {}
    ~Moved() { delete data_; }
    Moved(const Moved &) = delete;
    Moved &operator=(const Moved &) = delete;
    Moved(Moved &&other) noexcept : data_(other.data_) {} // expect: rule-of-three

private:
    int *data_;
};
