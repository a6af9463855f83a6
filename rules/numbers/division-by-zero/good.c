#include <stdbool.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int average(int sum, int samples)
{
    return samples == 0 ? 0 : sum / samples;
}

int scaled(int value)
{
    char line[16];
    int scale;
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    scale = atoi(line);
    if (scale < 1 || scale > 100)
        return 0;
    return value % scale;
}

int scaled_unless_zero(int value)
{
    char line[16];
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    int scale = atoi(line);
    if (!scale)
        scale = 1;
    return value / scale;
}

/* Whoever calls this has to know. */
int quotient(int a, int b)
{
    return a / b;
}

float ratio(void)
{
    char line[32];
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    float scale = (float)atof(line);
    if (fabs(scale) < 0.000001)
        return 0;
    return 100.0f / scale;
}

/* What is greater than every number. */
static double nothing = 0.0;

double greatest(int isNegative)
{
    nothing = 0.0;
    return isNegative ? -1.0 / nothing : 1.0 / nothing;
}

/* Another configuration gives it its value. */
#define TICKLESS 0

static unsigned long counts_per_tick = 0;

#if TICKLESS == 1
void tick_start(void);
#endif

unsigned long whole_ticks(unsigned long counts)
{
    return counts / counts_per_tick;
}

void tick_setup(unsigned long clock)
{
#if TICKLESS == 1
    counts_per_tick = clock / 1000;
    tick_start();
#endif
    printf("%lu Hz\n", clock);
}

/* Two numbers are thought of: 0, and what overflows. */
int scale_down(void)
{
    int value, by;

    if (scanf("%d %d", &value, &by) != 2)
        return 0;
    if (by == 0 || (value == INT_MIN && by == -1))
        return 0;
    return value / by;
}

/* What is asked afterwards is something else, or also of those who did not divide. */
int frames(int bytes, int width, int kind)
{
    int n = 0;

    if (kind == 3)
        n = bytes / width;
    if (width == 0)
        return -1;
    return n;
}

int within_limit(unsigned limit, unsigned wide, const unsigned *size)
{
    if (wide != 0 && size[0] > limit / size[1])
        return -1;
    if (size[1] == 0)
        return -2;
    return (int)(size[0] * size[1]);
}

int within_either(unsigned limit, unsigned rows, const unsigned *size)
{
    if (size[0] > 8 && limit != 0 && rows > limit / size[1])
        return -1;
    if (size[1] == 0)
        return -2;
    return (int)(rows * size[1]);
}

int shares(int total, int step)
{
    int n = total / step;

    if (step > 0)
        return n;
    return -n;
}

int greatest_divisor(int a, int b)
{
    while (b != 0) {
        int rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

int halvings(int n, int by)
{
    int count = 0;

    do {
        n /= by;
        count++;
    } while (n != 0);
    return count;
}

int each(const int *sums, int *means, int rounds, int count)
{
    for (int i = 0; i < rounds; i++) {
        if (count == 0)
            return -1;
        means[i] = sums[i] / count;
    }
    return 0;
}

/* A helper's answer, and one that is kept, say as much as a condition. */
static bool is_rate(int n)
{
    return n > 0 && n <= 100;
}

int period(int total)
{
    int rate, step;
    bool ok;

    if (scanf("%d %d", &rate, &step) != 2)
        return 0;
    ok = step > 0 && step < 1000;
    if (!is_rate(rate) || !ok)
        return 0;
    return total / rate + total / step;
}

/* That the first loop makes no round for 0 is no question about it. */
void spread(unsigned senders, unsigned receivers, unsigned *ports)
{
    for (unsigned i = 0; i < receivers; i++)
        ports[i] = 0;
    for (unsigned i = 0; i < senders; i++)
        ports[i] = 5000 + i % receivers;
}

int per_way(FILE *f, int length)
{
    unsigned ways, groups;

    if (fscanf(f, "%u %u", &ways, &groups) != 2 || groups == 0 || groups > 100)
        return 0;
    return length / (int)((ways & 7) + 1) + length / (int)(16 * groups);
}
