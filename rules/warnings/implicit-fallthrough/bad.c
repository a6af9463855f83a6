/* Command interpreter: cases that run on. */
#include <stdio.h>

enum command { CMD_START, CMD_PAUSE, CMD_STOP, CMD_RESET };

static int rate;
static int running;

/* The break is missing: starting stops at once. */
void execute(enum command command)
{
    switch (command) {
    case CMD_START:
        running = 1;
        rate = 10;
    case CMD_STOP:
        running = 0;
        break; // expect -2: implicit-fallthrough at `case`
    default:
        break;
    }
}

/* A branch that leaves on one side only. */
int priority(int level, int is_muted)
{
    int result = 0;

    switch (level) {
    case 2:
        if (is_muted)
            break;
        result += 10;
    case 1:
        result += 1;
        break; // expect -2: implicit-fallthrough at `case`
    }
    return result;
}

/* Into the default. */
void show(enum command command)
{
    switch (command) {
    case CMD_PAUSE: {
        puts("paused");
    }
    default:
        puts("?"); // expect -1: implicit-fallthrough at `default`
    }
}
