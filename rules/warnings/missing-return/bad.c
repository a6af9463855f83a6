/* Pump control: functions that promise a result and do not always give it. */
#include <stdio.h>

enum mode { MODE_IDLE, MODE_BOLUS, MODE_BASAL };

/* Nothing is returned when the rate is right. */
int check_rate(int rate)
{
    if (rate < 0)
        return -1;
    if (rate > 999)
        return -2;
} // expect: missing-return at `}`

/* One case only prints. */
const char *mode_name(enum mode mode)
{
    switch (mode) {
    case MODE_IDLE:
        return "idle";
    case MODE_BOLUS:
        return "bolus";
    default:
        puts("unknown mode");
        break;
    }
} // expect: missing-return at `}`

/* The loop may end without having found anything. */
int find_channel(const int *channels, int count, int wanted)
{
    for (int i = 0; i < count; i++) {
        if (channels[i] == wanted)
            return i;
    }
} // expect: missing-return at `}`

/* The result is computed and forgotten. */
double mean(double a, double b)
{
    double result = (a + b) / 2;

    printf("%f\n", result);
} // expect: missing-return at `}`

/* The else is missing. */
int clamp(int value, int limit)
{
    if (value > limit) {
        return limit;
    } else if (value < -limit) {
        return -limit;
    }
} // expect: missing-return at `}`
