// Display of a monitor: objects whose owner is a raw pointer.
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <memory>

struct Widget {
    virtual ~Widget() = default;
    virtual void draw() const {}
};

struct Curve : Widget {
    explicit Curve(int channel) : channel(channel) {}
    int channel;
};

// Every path has to remember the delete.
void drawOnce(int channel)
{
    Curve *curve = new Curve(channel); // expect: raw-new at `new`
    curve->draw();
    delete curve;
}

// An array whose size is known only at run time.
double mean(const double *values, std::size_t count)
{
    double *sorted = new double[count]; // expect: raw-new at `new`
    std::memcpy(sorted, values, count * sizeof(double));
    const double middle = count > 0 ? sorted[count / 2] : 0.0;
    delete[] sorted;
    return middle;
}

// Who calls this must read the comment to know that the object is theirs.
Widget *makeCurve(int channel)
{
    return new Curve(channel); // expect: raw-new at `new`
}

// A member that the destructor deletes: a copy of the screen deletes it again.
class Screen { // expect: rule-of-three at `Screen`
public:
    explicit Screen(std::size_t width) : line(new char[width]), size(width) {} // expect: raw-new at `new`
    ~Screen() { delete[] line; }
    std::size_t width() const { return size; }

private:
    char *line;
    std::size_t size;
};

// Assigned later, in the body of the constructor.
class Panel {
public:
    Panel()
    {
        curve = new Curve(0); // expect: raw-new at `new`
    }
    ~Panel() { delete curve; }
    void draw() const { curve->draw(); }

private:
    Curve *curve;
    std::unique_ptr<Widget> frame;
};
