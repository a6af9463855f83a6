// Waveform store in C++: malloc does not throw.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

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
