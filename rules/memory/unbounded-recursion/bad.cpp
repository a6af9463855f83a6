// Layers of a driver: the call was meant for the layer below.
#include <cstddef>
#include <cstdint>

class Port {
public:
    int read(uint8_t *data, size_t size);
    void reset();

private:
    int handle_ = -1;
};

int Port::read(uint8_t *data, size_t size)
{
    return read(data, size); // expect: unbounded-recursion at `read`
}

void Port::reset()
{
    handle_ = -1;
    this->reset(); // expect: unbounded-recursion at `this`
}
