/* What stands behind a jump and is reached all the same, or is a habit. */
#include <stdint.h>

void close_valve(int valve);
int read_level(int valve);

int stop(int valve)
{
    int level = read_level(valve);

    if (level < 0)
        return -1;
    close_valve(valve);
    return level;
}

/* A 'break' that only pleases the eye, and labels that are jumped to. */
int kind_of(int valve, int wanted)
{
    switch (wanted) {
    case 0:
        return 1;
        break;
    case 1:
        goto failed;
    default:
        return read_level(valve);
        ;
    }
failed:
    close_valve(valve);
    return -1;
}

/* The build decides. */
int level_of(int valve)
{
#ifdef SIMULATED
    return 50;
#endif
#ifndef HAVE_SENSOR
    return 0;
#endif
    return read_level(valve);
}

/* A loop that is entered in its middle. */
int drain(int valve, int start)
{
    switch (start) {
    case 0:
        return 0;
        do {
            close_valve(valve);
    case 2:
            start--;
        } while (start > 0);
    }
    return start;
}

/* Marks for the compiler are no code. */
#define UNREACHABLE __builtin_unreachable()
#define DEVICE_UNUSED(x) (void)(x)

int next_state(int state, void *context)
{
    if (state > 3) {
        goto done;
        UNREACHABLE;
    }
    return state + 1;
done:
    return 0;
    DEVICE_UNUSED(context)
}
