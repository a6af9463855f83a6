/* Means over what was found: there may be nothing. */
#include <stddef.h>

int mean_above(const int *samples, size_t count, int least)
{
    int sum = 0;
    int found = 0;

    for (size_t i = 0; i < count; i++)
        if (samples[i] >= least) {
            sum += samples[i];
            found++;
        }
    return sum / found; // expect: division-by-zero at `sum / found`
}

struct statistics {
    unsigned count;
    unsigned long sum;
};

static void reset(struct statistics *s)
{
    s->count = 0;
    s->sum = 0;
}

static void add(struct statistics *s, unsigned value)
{
    s->count++;
    s->sum += value;
}

unsigned mean_of_valid(const unsigned *samples, size_t count)
{
    struct statistics s;

    reset(&s);
    for (size_t i = 0; i < count; i++) {
        if (samples[i] == 0xFFFF)
            continue;
        add(&s, samples[i]);
    }
    return (unsigned)(s.sum / s.count); // expect: division-by-zero at `s.sum / s.count`
}
