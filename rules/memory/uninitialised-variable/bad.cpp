// Dose calculation in C++: built-in types are not initialised by themselves.
#include <cstdio>
#include <string>

struct Limits {
    double low;
    double high;
};

double rate(bool isBolus)
{
    double value;
    if (isBolus)
        value = 2.5;
    return value; // expect: uninitialised-variable at `value`
}

double span()
{
    Limits limits;
    limits.high = 4.0;
    return limits.high - limits.low; // expect: uninitialised-variable at `limits.low`
}

int first()
{
    int *values = new int[4]; // expect: raw-new at `new`
    const int value = values[0]; // expect: uninitialised-variable at `values[0]`
    delete[] values;
    return value;
}
