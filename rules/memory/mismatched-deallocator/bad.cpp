// Data export in C++: new, new[] and malloc are three families.
#include <cstdio>
#include <cstdlib>
#include <cstring>

struct Sample {
    int channel = 0;
    double value = 0;
};

void average(int count)
{
    double *values = new double[16]; // expect: raw-new at `new`
    values[0] = count;
    std::printf("%f\n", values[0]);
    delete values; // expect: mismatched-deallocator at `delete`
}

void single()
{
    Sample *sample = new Sample; // expect: raw-new at `new`
    std::printf("%d\n", sample->channel);
    delete[] sample; // expect: mismatched-deallocator at `delete`
}

void fromNew()
{
    char *line = new char[80];
    std::snprintf(line, 80, "export");
    std::free(line); // expect: mismatched-deallocator at `std::free`
}

void fromDuplicate(const char *text)
{
    char *copy = strdup(text);
    if (copy == nullptr)
        return;
    std::puts(copy);
    delete copy; // expect: mismatched-deallocator at `delete`
}

// The constructor and the destructor do not agree.
class Frame {
public:
    explicit Frame(int size) : bytes_(new unsigned char[size]) {}
    Frame(const Frame &) = delete;
    Frame &operator=(const Frame &) = delete;

    ~Frame()
    {
        delete bytes_; // expect: mismatched-deallocator at `bytes_`
    }

private:
    unsigned char *bytes_;
};

// Who is handed the pointer by its value cannot make it point elsewhere.
static void mark(unsigned char *bytes) { bytes[0] = 0xA5; }

class Record {
public:
    explicit Record(std::size_t size) : size_(size), bytes_(new unsigned char[size])
    {
        std::memset(bytes_, 0, size_);
        mark(bytes_);
    }
    Record(const Record &) = delete;
    Record &operator=(const Record &) = delete;
    ~Record() { delete bytes_; } // expect: mismatched-deallocator at `bytes_`

private:
    std::size_t size_;
    unsigned char *bytes_;
};

class Label {
public:
    explicit Label(const char *text)
    {
        text_ = strdup(text);
    }

    Label(const Label &) = delete;
    Label &operator=(const Label &) = delete;

    ~Label()
    {
        delete[] text_; // expect: mismatched-deallocator at `text_`
    }

private:
    char *text_ = nullptr;
};
