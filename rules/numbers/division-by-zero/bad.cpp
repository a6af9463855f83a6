// A divisor that a helper reads through a reference.
#include <cstdio>
#include <vector>

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

// What was put into a container comes out of it.
int share(int total)
{
    std::vector<int> parts;
    parts.push_back(0);
    return total / parts[0]; // expect: division-by-zero at `total / parts[0]`
}
