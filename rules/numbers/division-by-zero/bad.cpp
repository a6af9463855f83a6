// A divisor that a helper reads through a reference.
#include <cstdio>

static bool readDivisor(int &divisor)
{
    return std::scanf("%d", &divisor) == 1;
}

int perHour(int total)
{
    int hours = 1;

    if (!readDivisor(hours))
        return 0;
    return total / hours; // expect: division-by-zero at `total / hours`
}
