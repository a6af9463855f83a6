#include <stdio.h>
#include <stdlib.h>

int average(int sum)
{
    int samples = 0;
    return sum / samples; // expect: division-by-zero at `sum / samples`
}

int scaled(int value)
{
    char line[16];
    int scale;
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    scale = atoi(line);
    return value % scale; // expect: division-by-zero at `value % scale`
}

int percent(int part, int whole)
{
    if (whole == 0)
        return part / whole; // expect: division-by-zero at `part / whole`
    return 100 * part / whole;
}

float ratio(void)
{
    char line[32];
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    float scale = (float)atof(line);
    return 100.0f / scale; // expect: division-by-zero at `100.0f / scale`
}

/* One by a number from outside is no way to write what is infinite. */
double period(void)
{
    char line[32];
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    double frequency = atof(line);
    return 1.0 / frequency; // expect: division-by-zero at `1.0 / frequency`
}

/* The question is asked, and nothing follows from it. */
int mean_of_positive(const int *samples, int count)
{
    int sum = 0, positive = 0;

    for (int i = 0; i < count; i++)
        if (samples[i] > 0) {
            sum += samples[i];
            positive++;
        }
    if (positive == 0)
        puts("no sample");
    return sum / positive; // expect: division-by-zero at `sum / positive`
}

int mean_of(int sum, int count)
{
    if (count == 0)
        puts("no sample");
    return sum / count; // expect: division-by-zero at `sum / count`
}

/* The question comes too late, of whatever kind the number is. */
struct track {
    unsigned ticks_per_beat;
    int beats;
    unsigned short channels;
};

int bar_length(const struct track *track, unsigned ticks)
{
    unsigned beats = ticks / track->ticks_per_beat; // expect: division-by-zero at `ticks / track->ticks_per_beat`

    if (track->ticks_per_beat == 0)
        return -1;
    return (int)beats;
}

int bars(struct track *track, int total)
{
    int whole = total % track->beats; // expect: division-by-zero at `total % track->beats`

    if (!track->beats || whole != 0)
        return -1;
    return total;
}

unsigned per_channel(struct track *track, unsigned bytes)
{
    track->channels = (unsigned short)getchar();
    bytes /= track->channels; // expect: division-by-zero at `bytes /= track->channels`
    if (track->channels > 0 && bytes > 16)
        return bytes;
    return 0;
}

/* Whether there is a limit says nothing of what it is divided by. */
int pattern(unsigned limit, const unsigned *size)
{
    if (limit != 0 && size[0] > limit / size[1]) // expect: division-by-zero at `limit / size[1]`
        return -1;
    if (size[1] == 0)
        return -2;
    return (int)(size[0] * size[1]);
}

/* A multiple of 0, or its last bits, are 0 as well. */
int divided(int ticks)
{
    const char *text = getenv("PRESCALER");
    int prescaler = text == NULL ? 1 : atoi(text);

    return ticks / (16 * prescaler); // expect: division-by-zero at `ticks / (16 * prescaler)`
}

int per_way(FILE *f, int length)
{
    unsigned ways;

    if (fscanf(f, "%u", &ways) != 1)
        return 0;
    return length / (int)(ways & 7); // expect: division-by-zero at `length / (int)(ways & 7)`
}
