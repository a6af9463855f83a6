/* Means over what was found, by those who ask whether there is something, or know it. */
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
    return found > 0 ? sum / found : 0;
}

/* What was noted together with the count tells as well. */
int mean_of_flagged(const int *samples, size_t count, int least)
{
    int sum = 0, found = 0, any = 0;

    for (size_t i = 0; i < count; i++)
        if (samples[i] >= least) {
            sum += samples[i];
            found++;
            any = 1;
        }
    if (!any)
        return least;
    return sum / found;
}

/* That there are samples at all is the caller's affair. */
int mean(const int *samples, size_t count)
{
    int sum = 0, counted = 0;

    for (size_t i = 0; i < count; i++) {
        sum += samples[i];
        counted++;
    }
    return sum / counted;
}

/* What is met again was counted. */
int share(const int *samples, int *shares, size_t count, int least)
{
    int found = 0;

    for (size_t i = 0; i < count; i++)
        if (samples[i] >= least)
            found++;
    for (size_t i = 0; i < count; i++)
        if (samples[i] >= least)
            shares[i] = 100 / found;
    return found;
}

/* Whoever finds none gives up. */
int mean_of_all(const int *samples, size_t count)
{
    int sum = 0, found = 0;

    for (size_t i = 0; i < count; i++) {
        if (samples[i] < 0)
            return -1;
        sum += samples[i];
        found++;
    }
    return sum / found;
}
