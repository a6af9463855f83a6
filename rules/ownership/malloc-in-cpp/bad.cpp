// Host tool for calibration: memory of C in a program of C++.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

struct Point {
    double x = 0;
    double y = 0;
};

struct Curve {
    std::string name;
    Point *points;
};

// No constructor runs: the name is no string yet.
bool useCurve()
{
    Curve *curve = static_cast<Curve *>(malloc(sizeof(Curve))); // expect: malloc-in-cpp at `malloc`
    if (curve == nullptr)
        return false;
    std::memset(static_cast<void *>(curve), 0, sizeof(Curve));
    free(curve);
    return true;
}

// An array that a container would hold.
double sumOf(std::size_t count)
{
    double *values = (double *)std::calloc(count, sizeof(double)); // expect: malloc-in-cpp at `std::calloc`
    if (values == nullptr)
        return 0;
    double sum = 0;
    for (std::size_t i = 0; i < count; i++)
        sum += values[i];
    std::free(values);
    return sum;
}

// A member that nobody owns.
class Table {
public:
    bool reserve(std::size_t count)
    {
        this->points = static_cast<Point *>(std::malloc(count * sizeof(Point))); // expect: malloc-in-cpp at `std::malloc`
        return points != nullptr;
    }
    void clear() { std::free(points); points = nullptr; }

private:
    Point *points = nullptr;
};
