// Waveform store in C++: new throws, containers own, and results of the C library are checked.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

struct Waveform {
    int count = 0;
};

std::unique_ptr<Waveform> readWaveform(std::FILE *file)
{
    auto waveform = std::make_unique<Waveform>();
    waveform->count = std::fgetc(file);
    return waveform;
}

std::string duplicate(const char *text)
{
    std::string copy = text;
    if (!copy.empty())
        copy[0] = '*';
    return copy;
}

bool store(const char *path, const std::vector<char> &data)
{
    std::FILE *file = std::fopen(path, "wb");
    if (!file)
        return false;
    const bool ok = std::fwrite(data.data(), 1, data.size(), file) == data.size();
    return std::fclose(file) == 0 && ok;
}

// What came of the check lies in an object.
class Status {
public:
    Status();
    Status &operator=(int code);
    bool good() const;

private:
    int code_;
};

int *copied(const int *from, int n, Status &status)
{
    int *to = new (std::nothrow) int[n];
    if (!to)
        status = 1;
    if (status.good())
        std::memcpy(to, from, n * sizeof(int));
    return to;
}

// Where there is no block, nothing is made in it.
struct Frame {
    Frame() : used(0) {}
    int used;
};

Frame *makeFrame()
{
    Frame *frame = new (std::nothrow) Frame();

    if (frame != nullptr)
        frame->used = 1;
    return frame;
}

// Whoever gets null from it has been thrown out.
std::FILE *opened(std::FILE *file)
{
    if (file == nullptr)
        throw std::runtime_error("cannot be opened");
    return file;
}

std::size_t headOf(const char *path, char *head)
{
    std::FILE *file = opened(std::fopen(path, "rb"));
    std::size_t count = std::fread(head, 1, 16, file);
    std::fclose(file);
    return count;
}
