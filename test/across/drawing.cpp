#include "shape.h"

// Which function is meant, the object tells that was made here.
int dropThroughBase()
{
    Points *points = new Points; // expect: raw-new at `new`
    Points *others = new Points;
    Circle circle(points);
    Shape &shape = circle;

    shape.take(others);
    others->count = 1; // expect: use-after-free at `others->count = 1`
    delete points;
    return 0;
}

// The destructor that runs at the end of the block stands in another file.
void dropTwice()
{
    Points *points = new Points; // expect: raw-new at `new`
    {
        Tray tray(points);
    }
    delete points; // expect: double-free at `delete`
}

void dropOnce()
{
    Tray tray(new Points);
}
