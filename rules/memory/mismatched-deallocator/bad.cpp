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
