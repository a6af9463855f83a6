/* Pump control: every path returns, or does not come back. */
#include <stdio.h>
#include <stdlib.h>

enum mode { MODE_IDLE, MODE_BOLUS, MODE_BASAL };

int check_rate(int rate)
{
    if (rate < 0)
        return -1;
    if (rate > 999)
        return -2;
    return 0;
}

/* After the switch. */
const char *mode_name(enum mode mode)
{
    switch (mode) {
    case MODE_IDLE:
        return "idle";
    case MODE_BOLUS:
        return "bolus";
    case MODE_BASAL:
        return "basal";
    }
    return "?";
}

/* Both branches. */
int sign(int value)
{
    if (value < 0)
        return -1;
    else
        return value > 0;
}

/* A loop that only a return ends. */
int next_key(void)
{
    for (;;) {
        int key = getchar();

        if (key != ' ')
            return key;
    }
}

/* The same with while and break nowhere. */
int wait_for(int wanted)
{
    while (1) {
        if (getchar() == wanted)
            return wanted;
    }
}

/* The program ends. */
int must_be_positive(int value)
{
    if (value > 0)
        return value;
    fputs("bad value\n", stderr);
    exit(2);
}

/* A switch whose default ends the program. */
int divisor_of(enum mode mode)
{
    switch (mode) {
    case MODE_BOLUS:
        return 1;
    case MODE_BASAL:
        return 24;
    default:
        abort();
    }
}

/* A jump to the place of return. */
int measure(int count)
{
    int sum = 0;

    if (count < 0)
        goto done;
    sum = count * 2;
done:
    return sum;
}

/* main returns 0 by itself. */
int main(void)
{
    puts(mode_name(MODE_IDLE));
}

/* A macro of a header that is not at hand: it may return. */
static inline int set_rate_sync(unsigned char device, unsigned rate)
{
    CALL_SYNC(set_rate, device, rate);
}

/* Nothing is promised. */
void show(int value)
{
    printf("%d\n", value);
}

/* The assembly leaves the result where callers look for it. */
int stack_depth(void)
{
    __asm__ volatile("nop");
}
