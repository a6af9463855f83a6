/* Steps of a dosing cycle that are never done. */
#include <stdint.h>

void close_valve(int valve);
int read_level(int valve);

int stop(int valve)
{
    int level = read_level(valve);

    return level;
    close_valve(valve); // expect: unreachable-code at `close_valve(valve);`
}

int wait_for_level(int valve, int wanted)
{
    for (int tries = 0; tries < 10; tries++) {
        if (read_level(valve) >= wanted) {
            break;
            close_valve(valve); // expect: unreachable-code at `close_valve(valve);`
        }
        if (read_level(valve) < 0) {
            continue;
            wanted--; // expect: unreachable-code at `wanted--;`
        }
    }
    switch (wanted) {
    case 1:
        return 1;
        wanted = 0; // expect: unreachable-code at `wanted = 0;`
    default:
        break;
    }
    if (wanted > 5)
        goto failed;
    return wanted;
failed:
    close_valve(valve);
    return -1;
}
