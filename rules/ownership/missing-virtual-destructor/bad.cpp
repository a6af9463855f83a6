// Drivers of a monitor: deleted through a base that does not know what it is.
#include <cstdio>
#include <memory>
#include <string>

// An abstract class that is deleted below.
class Sensor { // expect: missing-virtual-destructor at `Sensor`
public:
    virtual int read() = 0;
};

class Thermometer : public Sensor {
public:
    int read() override { return 37; }

private:
    std::string history;
};

void replace(Sensor *&sensor)
{
    delete sensor;
    sensor = nullptr;
}

// Held by a smart pointer, which deletes through the base as well.
struct Filter { // expect: missing-virtual-destructor at `Filter`
    virtual double apply(double value) { return value; }
};

struct LowPass : Filter {
    std::string name;
    double apply(double value) override { return value / 2; }
};

std::unique_ptr<Filter> makeFilter()
{
    return std::unique_ptr<Filter>(new LowPass);
}

// A destructor that is public and not virtual, in a class that is made to be derived from.
class Transport { // expect: missing-virtual-destructor at `Transport`
public:
    ~Transport() {}
    virtual bool send(const char *text) = 0;
};

class Serial : public Transport {
public:
    bool send(const char *text) override { return std::puts(text) >= 0; }
};

void close(Transport *transport)
{
    delete transport;
}
