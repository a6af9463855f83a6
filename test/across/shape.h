/* An owner whose member functions stand in another file, and its heirs. */
#ifndef SHAPE_H
#define SHAPE_H

struct Points {
    int count;
};

class Shape {
public:
    explicit Shape(Points *points);
    virtual ~Shape();
    virtual void take(Points *points) = 0;
    int size() const { return points_->count; }

private:
    Points *points_;
};

class Circle : public Shape {
public:
    Circle(Points *points) : Shape(points) {}
    void take(Points *points) override;
};

class Tray {
public:
    explicit Tray(Points *points);
    Tray(const Tray &) = delete;
    Tray &operator=(const Tray &) = delete;
    ~Tray();

private:
    Points *points_;
};

#endif
