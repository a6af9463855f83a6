// Waveform store in C++: malloc does not throw.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <stdexcept>

struct Waveform {
    int count;
};

Waveform *readWaveform(std::FILE *file)
{
    auto *waveform = static_cast<Waveform *>(std::malloc(sizeof(Waveform)));
    waveform->count = std::fgetc(file); // expect: unchecked-allocation at `waveform->count`
    return waveform;
}

char *duplicate(const char *text)
{
    char *copy = strdup(text);
    copy[0] = '*'; // expect: unchecked-allocation at `copy[0]`
    return copy;
}

int *counters(int n)
{
    int *counts = new (std::nothrow) int[n];
    counts[0] = 0; // expect: unchecked-allocation at `counts[0]`
    return counts;
}

// It throws for names that are empty only.
std::FILE *opened(std::FILE *file, const char *path)
{
    if (path[0] == '\0')
        throw std::runtime_error("no name");
    return file;
}

std::size_t headOf(const char *path, char *head)
{
    std::FILE *file = opened(std::fopen(path, "rb"), path);
    std::size_t count = std::fread(head, 1, 16, file); // expect: unchecked-allocation at `std::fread(head, 1, 16, file)`
    std::fclose(file);
    return count;
}
