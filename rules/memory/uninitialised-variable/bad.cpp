// Dose calculation in C++: built-in types are not initialised by themselves.
#include <cstdio>
#include <string>

double rate(bool isBolus)
{
    double value;
    if (isBolus)
        value = 2.5;
    return value; // expect: uninitialised-variable at `value`
}

int first()
{
    int *values = new int[4]; // expect: raw-new at `new`
    const int value = values[0]; // expect: uninitialised-variable at `values[0]`
    delete[] values;
    return value;
}
