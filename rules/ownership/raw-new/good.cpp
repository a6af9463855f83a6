// Display of a monitor: every object has an owner that deletes it.
#include <cstddef>
#include <cstdio>
#include <memory>
#include <new>
#include <vector>

struct Widget {
    virtual ~Widget() = default;
    virtual void draw() const {}
};

struct Curve : Widget {
    explicit Curve(int channel) : channel(channel) {}
    int channel;
};

// On the stack where that is enough.
void drawOnce(int channel)
{
    Curve curve(channel);
    curve.draw();
}

// A container for an array.
double mean(const double *values, std::size_t count)
{
    const std::vector<double> sorted(values, values + count);
    return sorted.empty() ? 0.0 : sorted[count / 2];
}

// The type says that the caller owns the object.
std::unique_ptr<Widget> makeCurve(int channel)
{
    return std::make_unique<Curve>(channel);
}

// Members own by themselves; the destructor writes itself.
class Screen {
public:
    explicit Screen(std::size_t width) : line(width) {}
    std::size_t width() const { return line.size(); }

private:
    std::vector<char> line;
};

class Panel {
public:
    Panel() : curve(std::make_unique<Curve>(0)) {}
    void draw() const { curve->draw(); }
    const Curve *shown() const { return curve.get(); }

private:
    std::unique_ptr<Curve> curve;
};

// A smart pointer may be given a new object where make_unique cannot reach.
class Clock {
public:
    static std::unique_ptr<Clock> make() { return std::unique_ptr<Clock>(new Clock); }

private:
    Clock() = default;
};

// Placement does not allocate.
Curve *placeAt(void *memory, int channel)
{
    Curve *curve = new (memory) Curve(channel);
    return curve;
}

// An object that lives as long as the program.
Widget &background()
{
    static Widget *const widget = new Curve(7);
    return *widget;
}
