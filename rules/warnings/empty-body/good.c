/* The same doors. */
int is_locked(int door);
int is_ready(int door);
void open_door(int door);
void report(int door);

#ifdef TRACE
#define TRACE_DOOR(door) report(door)
#else
#define TRACE_DOOR(door)
#endif

void enter(int door)
{
    if (!is_locked(door)) {
        open_door(door);
    }
}

/* A loop without a body, and a block of its own. */
void wait_for(int door)
{
    while (!is_ready(door))
        ;
    {
        int next = door + 1;

        report(next);
    }
    if (is_ready(door))
        TRACE_DOOR(door);
    do {
        report(door);
    } while (!is_ready(door));
    while (!is_locked(door));
    report(door);
}
