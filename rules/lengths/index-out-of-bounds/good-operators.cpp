#include <cstdlib>

class Levels {
public:
    int &operator[](unsigned i) { return levels[i]; }
    const int &operator[](unsigned i) const { return levels[i]; }

private:
    int levels[16];
};

int within(const Levels &others)
{
    Levels levels{};
    levels[15] = others[0];
    return levels[0];
}

/** Looks before it leaps. */
struct Guarded {
    int levels[16];
    int spare;
    int &operator[](unsigned i) { return i < 16 ? levels[i] : spare; }
};

int main(int argc, char **argv)
{
    Guarded levels{};
    if (argc > 1)
        levels[(unsigned)std::atoi(argv[1])] = 1;
    return levels[0];
}

struct Histogram {
    int counts[8];
};

struct Series {
    int values[16];
};

/** Two of one name, each for its own class. */
Histogram &operator+=(Histogram &histogram, int bucket)
{
    histogram.counts[bucket & 7]++;
    return histogram;
}

Series &operator+=(Series &series, int place)
{
    series.values[place]++;
    return series;
}

int count()
{
    Histogram histogram{};
    Series series{};
    histogram += 9;
    series += 12;
    return histogram.counts[1] + series.values[12];
}

/** What stands behind is no index. */
struct Counter {
    int last[4];
    int n;
    Counter &operator++() { n = (n + 1) % 4; return *this; }
    Counter operator++(int) { Counter before = *this; n = (n + 1) % 4; return before; }
    int &operator*() { return last[n]; }
};

int turn()
{
    Counter counter{};
    for (int i = 0; i < 9; i++) {
        ++counter;
        *counter = i;
        counter++;
    }
    return *counter;
}
