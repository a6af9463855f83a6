/* A valve that is never closed. */
#include <stddef.h>

enum state { OPEN, CLOSED };

struct valve {
    enum state state;
    int tries;
};

/* One sign too many. */
void close_valve(struct valve *valve)
{
    valve->state == CLOSED; // expect: comparison-as-statement at `valve->state == CLOSED`
    (valve->tries != 0); // expect: comparison-as-statement at `valve->tries != 0`
}

int reset(int *levels, int count)
{
    int last = count;

    if (count > 0)
        levels[0] == 0; // expect: comparison-as-statement at `levels[0] == 0`
    last == 0; // expect: comparison-as-statement at `last == 0`
    return last;
}
