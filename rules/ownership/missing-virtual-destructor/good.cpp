// Drivers of a monitor: whoever is deleted through a base has a virtual destructor there.
#include <cstdio>
#include <memory>
#include <string>

class Sensor {
public:
    virtual ~Sensor() = default;
    virtual int read() = 0;
};

class Thermometer : public Sensor {
public:
    int read() override { return 37; }
};

void replace(Sensor *&sensor)
{
    delete sensor;
    sensor = nullptr;
}

// The base of the base has one.
class Probe : public Sensor {
public:
    virtual int depth() { return 1; }
};

// Protected: nobody can delete through this class.
class Listener {
public:
    virtual void changed(int value) = 0;

protected:
    ~Listener() = default;
};

class Display : public Listener {
public:
    void changed(int value) override { std::printf("%d\n", value); }
};

// Final: there is nothing derived to be forgotten.
class Clock final {
public:
    virtual long now() const { return 0; }
};

// Without virtual functions a class is not meant to stand for others.
struct Point {
    double x = 0;
    double y = 0;
};

void drop(Point *point)
{
    delete point;
}

// make_shared remembers what it has made.
std::shared_ptr<Sensor> share()
{
    return std::make_shared<Thermometer>();
}
