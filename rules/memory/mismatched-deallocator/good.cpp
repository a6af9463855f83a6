// Data export in C++: containers and smart pointers release in the right way by themselves.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

struct Sample {
    int channel = 0;
    double value = 0;
};

struct Free {
    void operator()(void *p) const { std::free(p); }
};

void average(int count)
{
    std::vector<double> values(16);
    values[0] = count;
    std::printf("%f\n", values[0]);
}

void single()
{
    auto sample = std::make_unique<Sample>();
    std::printf("%d\n", sample->channel);
}

void fromLibrary(const char *text)
{
    std::unique_ptr<char, Free> copy(strdup(text));
    if (copy)
        std::puts(copy.get());
}

void dropBoth(Sample *one, Sample *many)
{
    delete one;
    delete[] many;
}

class Frame {
public:
    Frame() : bytes_(nullptr) {}
    explicit Frame(int size) : bytes_(new unsigned char[size]) {}
    Frame(const Frame &) = delete;
    Frame &operator=(const Frame &) = delete;

    ~Frame()
    {
        delete[] bytes_;
    }

private:
    unsigned char *bytes_;
};

// Who is handed the pointer itself may make it point to something else.
static void single(unsigned char *&bytes)
{
    delete[] bytes;
    bytes = new unsigned char;
}

class Cell {
public:
    Cell() : bytes_(new unsigned char[16]) { single(bytes_); }
    Cell(const Cell &) = delete;
    Cell &operator=(const Cell &) = delete;
    ~Cell() { delete bytes_; }

private:
    unsigned char *bytes_;
};

// What it may be given by others is not known.
class Borrowed {
public:
    explicit Borrowed(int *values) : values_(values) {}
    Borrowed(const Borrowed &) = delete;
    Borrowed &operator=(const Borrowed &) = delete;

    void fill()
    {
        values_ = new int[4];
    }

    ~Borrowed()
    {
        delete values_;
    }

private:
    int *values_;
};
