#include <cstdlib>
#include <cstring>

class Text {
public:
    explicit Text(const char *text) : data_(new char[std::strlen(text) + 1]) { std::strcpy(data_, text); }
    Text(const Text &other) : Text(other.data_) {}
    ~Text() { delete[] data_; }

    Text &operator=(const Text &other)
    {
        delete[] data_; // expect: self-assignment at `delete[] data_`
        data_ = new char[std::strlen(other.data_) + 1];
        std::strcpy(data_, other.data_);
        return *this;
    }

private:
    char *data_;
};

struct Point {
    int x = 0;
};

class Holder {
public:
    Holder() : point_(new Point) {}
    Holder(const Holder &other) : point_(new Point(*other.point_)) {}
    ~Holder() { delete point_; }
    Holder &operator=(const Holder &rhs);

private:
    Point *point_;
};

Holder &Holder::operator=(const Holder &rhs)
{
    delete this->point_; // expect: self-assignment at `delete this->point_`
    point_ = new Point(*rhs.point_);
    return *this;
}
