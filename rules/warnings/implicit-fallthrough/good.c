/* Command interpreter: cases end, or say that they do not. */
#include <stdio.h>
#include <stdlib.h>

#define FALLTHROUGH __attribute__((fallthrough))

enum command { CMD_START, CMD_PAUSE, CMD_STOP, CMD_RESET };

static int rate;
static int running;

void execute(enum command command)
{
    switch (command) {
    case CMD_START:
        running = 1;
        rate = 10;
        break;
    case CMD_STOP:
        running = 0;
        break;
    default:
        break;
    }
}

/* Several labels for the same statements. */
int is_active(enum command command)
{
    switch (command) {
    case CMD_START:
    case CMD_PAUSE:
        return 1;
    case CMD_STOP:
    case CMD_RESET:
    default:
        return 0;
    }
}

/* A comment, an attribute, a macro. */
int priority(int level)
{
    int result = 0;

    switch (level) {
    case 4:
        result += 1000;
        /* fall through */
    case 3:
        result += 100;
        __attribute__((fallthrough));
    case 2:
        result += 10;
        FALLTHROUGH;
    case 1:
        result += 1;
        // falls through
    default:
        break;
    }
    return result;
}

/* Every way to leave a case. */
int leave(int kind, int count)
{
    for (int i = 0; i < count; i++) {
        switch (kind) {
        case 0:
            continue;
        case 1:
            return i;
        case 2:
            goto out;
        case 3:
            if (i > 2)
                break;
            else
                return -1;
        case 4: {
            rate++;
            break;
        }
        case 5:
            exit(1);
        default:
            running++;
        }
    }
out:
    return count;
}
