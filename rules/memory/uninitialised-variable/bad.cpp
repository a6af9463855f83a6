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

struct Limits {
    double low;
    double high;
};

// The class has no constructor that could have set the member.
double span()
{
    Limits limits;
    limits.high = 4.0;
    return limits.high - limits.low; // expect: uninitialised-variable at `limits.low`
}

// Half of the elements have a value when all are read.
double sum()
{
    double doses[10];
    double total = 0;
    for (int i = 0; i < 10 / 2; i++)
        doses[i] = i;
    for (int i = 0; i < 10; i++)
        total += doses[i]; // expect: uninitialised-variable at `doses[i]`
    return total;
}

// Nothing says where it is.
struct Node {
    int value;
};

Node &someNode()
{
    Node *node;
    return *node; // expect: uninitialised-variable at `node`
}
