/* The same valve, closed. */
#include <stddef.h>

#define IS_OPEN(v) ({ (v)->tries++; (v)->state == OPEN; })

enum state { OPEN, CLOSED };

struct valve {
    enum state state;
    int tries;
};

void close_valve(struct valve *valve)
{
    valve->state = CLOSED;
    valve->tries = valve->tries != 0;
}

/* The last value of a statement expression is used. */
int is_open(struct valve *valve)
{
    int open = ({ valve->tries++; valve->state == OPEN; });

    return open == 1 && IS_OPEN(valve);
}

int count_open(const struct valve *valves, int count)
{
    int open = 0;

    for (int i = 0; i != count; i++)
        open += valves[i].state == OPEN;
    return open;
}
