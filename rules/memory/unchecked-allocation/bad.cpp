// Waveform store in C++: malloc does not throw.
#include <cstdio>
#include <cstdlib>
#include <cstring>

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
