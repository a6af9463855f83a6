#include <cstdlib>
#include <cstring>
#include <utility>

struct Point {
    int x = 0;
};

class Asked {
public:
    Asked() : point_(new Point) {}
    Asked(const Asked &other) : point_(new Point(*other.point_)) {}
    ~Asked() { delete point_; }
    Asked &operator=(const Asked &other)
    {
        if (this == &other)
            return *this;
        delete point_;
        point_ = new Point(*other.point_);
        return *this;
    }

private:
    Point *point_;
};

class AskedOtherwise {
public:
    AskedOtherwise() : point_(new Point) {}
    AskedOtherwise(const AskedOtherwise &other) : point_(new Point(*other.point_)) {}
    ~AskedOtherwise() { delete point_; }
    AskedOtherwise &operator=(const AskedOtherwise &other)
    {
        if (&other != this) {
            delete point_;
            point_ = new Point(*other.point_);
        }
        return *this;
    }

private:
    Point *point_;
};

class NewFirst {
public:
    NewFirst() : point_(new Point) {}
    NewFirst(const NewFirst &other) : point_(new Point(*other.point_)) {}
    ~NewFirst() { delete point_; }
    NewFirst &operator=(const NewFirst &other)
    {
        Point *copy = new Point(*other.point_);
        delete point_;
        point_ = copy;
        count_ = other.count_;
        return *this;
    }

private:
    Point *point_;
    int count_ = 0;
};

class Swapped {
public:
    Swapped() : point_(new Point) {}
    Swapped(const Swapped &other) : point_(new Point(*other.point_)) {}
    ~Swapped() { delete point_; }
    Swapped &operator=(Swapped other)
    {
        std::swap(point_, other.point_);
        return *this;
    }

private:
    Point *point_;
};

class Moved {
public:
    Moved() : point_(new Point) {}
    Moved(Moved &&other) noexcept : point_(std::exchange(other.point_, nullptr)) {}
    ~Moved() { delete point_; }
    Moved &operator=(Moved &&other) noexcept
    {
        delete point_;
        point_ = std::exchange(other.point_, nullptr);
        return *this;
    }

private:
    Point *point_;
};
