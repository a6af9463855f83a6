#include "shape.h"

Shape::Shape(Points *points) : points_(points) {}

Shape::~Shape() {}

void Circle::take(Points *points)
{
    delete points;
}

Tray::Tray(Points *points) : points_(points) {}

Tray::~Tray()
{
    delete points_;
}
