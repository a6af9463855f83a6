#include <time.h>
#include <unistd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

short rate(void)
{
    char line[32];
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    int n = atoi(line);
    if (n < 0 || n > 1000)
        return 0;
    return n;
}

char letter(void)
{
    int c = getchar();
    return c == EOF ? '?' : c;
}

struct channel {
    unsigned mode : 2;
    int flag : 1;
    uint16_t period;
    int8_t level;
    int64_t since;
};

uint8_t read_dose(void)
{
    int dose;

    if (scanf("%d", &dose) != 1 || dose < 0 || dose > UINT8_MAX)
        return 0;
    uint8_t given = dose;
    return given;
}

int16_t read_counts(void)
{
    double volts = 0;

    if (scanf("%lf", &volts) != 1 || !(volts >= -30.0 && volts <= 30.0))
        return 0;
    return (int16_t)(volts * 1000.0);
}

/* All bits that there are, whatever the sign; a mask that is wider on purpose says so with a cast. */
void set_up(struct channel *c)
{
    c->period = 0xffff;
    c->period = ~0x8000;
    c->period = (uint16_t)0x12345;
    c->mode = 3;
    c->flag = 1;
    c->level = 0xff;
    c->since = time(NULL);
    srand((unsigned)time(NULL));
}

/* A byte in a byte is the same byte. */
int read_character(FILE *in, char *out)
{
    uint8_t bytes[4];
    uint32_t character;

    if (fread(bytes, 1, 1, in) != 1)
        return -1;
    character = bytes[0];
    *out = (char)character;
    return 0;
}

/* Bits that are set in a byte stay in it. */
int enable(int device)
{
    char state = 0;

    if (read(device, &state, 1) != 1)
        return -1;
    state |= 1 << 6;
    state &= ~(1 << 5);
    return write(device, &state, 1) == 1 ? 0 : -1;
}
