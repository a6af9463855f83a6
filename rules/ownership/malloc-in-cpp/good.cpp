// Host tool for calibration: containers, smart pointers, and memory of C only where C takes it.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

struct Point {
    double x = 0;
    double y = 0;
};

struct Curve {
    std::string name;
    std::vector<Point> points;
};

bool useCurve()
{
    const auto curve = std::make_unique<Curve>();
    return curve->name.empty();
}

double sumOf(std::size_t count)
{
    const std::vector<double> values(count);
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum;
}

class Table {
public:
    void reserve(std::size_t count) { points.resize(count); }
    void clear() { points.clear(); }

private:
    std::vector<Point> points;
};

// What a C library hands out is given back in its way, by an owner.
struct FreeMemory {
    void operator()(void *p) const { std::free(p); }
};

std::string resolved(const char *path)
{
    const std::unique_ptr<char, FreeMemory> full(realpath(path, nullptr));
    return full ? full.get() : "";
}

// An allocator for a C library has to be what the library expects.
extern "C" void *calibration_alloc(std::size_t size)
{
    return std::malloc(size);
}
