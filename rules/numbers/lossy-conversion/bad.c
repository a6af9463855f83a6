#include <time.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

short rate(void)
{
    char line[32];
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    return atoi(line); // expect: lossy-conversion at `atoi(line)`
}

struct channel {
    unsigned mode : 2;
    uint16_t period;
    int32_t since;
};

/* 256 is a dose of 0. */
uint8_t read_dose(void)
{
    int dose;

    if (scanf("%d", &dose) != 1)
        return 0;
    uint8_t given = dose; // expect: lossy-conversion at `given`
    return given;
}

/* Whatever is typed. */
int16_t read_counts(void)
{
    double volts = 0;

    if (scanf("%lf", &volts) != 1)
        return 0;
    return (int16_t)(volts * 1000.0); // expect: lossy-conversion at `(int16_t)(volts * 1000.0)`
}

/* Constants that have no room, and a clock that ends. */
void set_up(struct channel *c)
{
    c->period = 100000; // expect: lossy-conversion at `100000`
    c->mode = 4; // expect: lossy-conversion at `4`
    c->since = time(NULL); // expect: lossy-conversion at `time(NULL)`
}
