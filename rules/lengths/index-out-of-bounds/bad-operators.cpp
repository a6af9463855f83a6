#include <cstdlib>

class Levels {
public:
    int &operator[](unsigned i) { return levels[i]; }
    const int &operator[](unsigned i) const { return levels[i]; }

private:
    int levels[16];
};

int past_the_last()
{
    Levels levels{};
    levels[16] = 1; // expect: index-out-of-bounds at `levels[16] = 1`
    return levels[0];
}

int of_others(const Levels &levels)
{
    return levels[17]; // expect: index-out-of-bounds at `levels[17]`
}

struct Matrix {
    double cells[12];
    double &operator()(unsigned row, unsigned column) { return cells[row * 4 + column]; }
};

int main(int argc, char **argv)
{
    Matrix matrix{};
    matrix(3, 0) = 1.0; // expect: index-out-of-bounds at `matrix(3, 0) = 1.0`
    Levels levels{};
    if (argc > 1)
        levels[(unsigned)std::atoi(argv[1])] = 1; // expect: index-out-of-bounds at `levels[(unsigned)std::atoi(argv[1])] = 1`
    return levels[0];
}

struct Histogram {
    int counts[8];
};

Histogram &operator+=(Histogram &histogram, int bucket)
{
    histogram.counts[bucket]++;
    return histogram;
}

int count()
{
    Histogram histogram{};
    histogram += 8; // expect: index-out-of-bounds at `histogram += 8`
    return histogram.counts[0];
}

struct Window {
    int marks[4];
    unsigned at;
    bool operator<(const Window &other) const;
};

bool Window::operator<(const Window &other) const
{
    return marks[at] < other.marks[0];
}

bool order()
{
    Window a{};
    Window b{};
    a.at = 4;
    return a < b; // expect: index-out-of-bounds at `a < b`
}
