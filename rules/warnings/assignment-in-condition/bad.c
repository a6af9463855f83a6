/* Alarm logic: a comparison that sets what it should test. */
#include <stdbool.h>
#include <stdio.h>

#define STATE_ALARM 3

static int state;

/* The alarm is not asked for, it is switched on. */
bool is_alarm(void)
{
    if (state = STATE_ALARM) // expect: assignment-in-condition at `state`
        return true;
    return false;
}

/* The loop never ends, or never begins. */
int count_retries(int retries)
{
    int count = 0;

    while (retries = 0) // expect: assignment-in-condition at `retries`
        count++;
    return count;
}

/* After an else. */
const char *level(int pressure, int limit)
{
    if (pressure > limit)
        return "high";
    else if (pressure = limit) // expect: assignment-in-condition at `pressure`
        return "at limit";
    return "low";
}

/* In a for loop. */
void wait_for(volatile int *ready)
{
    for (int i = 0; *ready = 1; i++) // expect: assignment-in-condition at `*ready`
        printf("%d\n", i);
}
