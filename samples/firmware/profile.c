/* Profiles of infusions: made, cleared, logged and turned round. */
#include "profile.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct point *profile_new_points(size_t count)
{
    struct point *points = calloc(count, sizeof(uint32_t)); // expect: wrong-allocation-size at `sizeof(uint32_t)`

    return points;
}

struct point *profile_new_points_checked(size_t count)
{
    struct point *points = calloc(count, sizeof(*points));

    return points;
}

void profile_clear(struct profile *profile)
{
    memset(profile, sizeof(*profile), 0); // expect: swapped-arguments at `memset(profile, sizeof(*profile), 0)`
}

void profile_clear_checked(struct profile *profile)
{
    memset(profile, 0, sizeof(*profile));
}

const struct point *profile_point(const struct profile *profile, size_t n)
{
    const struct point *points = profile->points;

    return points + n * sizeof(struct point); // expect: scaled-pointer-offset at `points + n * sizeof(struct point)`
}

const struct point *profile_point_checked(const struct profile *profile, size_t n)
{
    return n < PROFILE_POINTS ? &profile->points[n] : NULL;
}

void profile_log(const struct profile *profile, uint64_t now)
{
    printf("%s at %u\n", profile->name, now); // expect: format-arguments at `now`
    printf("%d points, %s\n", profile->count); // expect: format-arguments at `printf("%d points, %s\n", profile->count)`
}

void profile_log_checked(const struct profile *profile, uint64_t now)
{
    printf("%s at %" PRIu64 "\n", profile->name, now);
    printf("%d points, %s\n", profile->count, profile->count > 0 ? "in use" : "empty");
}

/* The check is compiled away. */
status_t profile_add_seconds(int *total, int seconds)
{
    int sum = *total;

    if (sum + seconds < sum) { // expect: ineffective-overflow-check at `sum + seconds < sum`
        return STATUS_BAD_ARGUMENT;
    }
    *total = sum + seconds;
    return STATUS_OK;
}

status_t profile_add_seconds_checked(int *total, int seconds)
{
    if (seconds < 0 || *total < 0 || seconds > INT_MAX - *total) {
        return STATUS_BAD_ARGUMENT;
    }
    *total += seconds;
    return STATUS_OK;
}

/* Down to 0, and on with the greatest number there is. */
void profile_reverse(const struct profile *profile, struct profile *reversed)
{
    for (unsigned i = PROFILE_POINTS - 1; i >= 0; i--) { // expect: endless-loop at `i >= 0`
        reversed->points[PROFILE_POINTS - 1 - i] = profile->points[i];
    }
}

void profile_reverse_checked(const struct profile *profile, struct profile *reversed)
{
    for (unsigned i = PROFILE_POINTS; i-- > 0;) {
        reversed->points[PROFILE_POINTS - 1 - i] = profile->points[i];
    }
}

/* Ten steps of a tenth, or eleven. */
double profile_volume(double rate)
{
    double volume = 0;

    for (float hour = 0.0f; hour < 1.0f; hour += 0.1f) { // expect: float-loop-counter at `hour < 1.0f`
        volume += rate / 10;
    }
    return volume;
}

double profile_volume_checked(double rate)
{
    double volume = 0;

    for (int step = 0; step < 10; step++) {
        volume += rate / 10;
    }
    return volume;
}

/* Counted from the start of another buffer. */
size_t profile_name_length(const char *text)
{
    char name[24] = "";
    char shown[24] = "";
    const char *end = shown;

    snprintf(name, sizeof(name), "%s", text);
    snprintf(shown, sizeof(shown), "%.10s", text);
    while (*end != '\0') {
        end++;
    }
    return (size_t)(end - name); // expect: pointer-difference at `end - name`
}

size_t profile_name_length_checked(const char *text)
{
    char shown[24] = "";
    const char *end = shown;

    snprintf(shown, sizeof(shown), "%.10s", text);
    while (*end != '\0') {
        end++;
    }
    return (size_t)(end - shown);
}

/* The mode is not set, the check decides nothing, and the last answer is never given. */
int profile_mode(const struct profile *profile)
{
    int mode = 0;

    if (profile->count > 1) {
        mode == 1; // expect: comparison-as-statement at `mode == 1`
    }
    if (profile->count > PROFILE_POINTS); { // expect: empty-body at `; {`
        mode += 2;
    }
    if (profile->count == 0) {
        mode = 0;
    } else if (profile->count == 1) {
        mode = 3;
    } else if (profile->count == 0) { // expect: repeated-condition at `(profile->count == 0)`
        mode = 4;
    }
    return mode;
}

int profile_mode_checked(const struct profile *profile)
{
    int mode = 0;

    if (profile->count > 1) {
        mode = 1;
    }
    if (profile->count > PROFILE_POINTS) {
        mode += 2;
    }
    if (profile->count == 0) {
        mode = 0;
    } else if (profile->count == 1) {
        mode = 3;
    } else if (profile->count == 2) {
        mode = 4;
    }
    return mode;
}

union profile_value {
    int number;
    const char *text;
};

/* A number is put in, a text is taken out. */
void profile_show(int number)
{
    union profile_value value;

    value.number = number;
    puts(value.text); // expect: type-confusion at `value.text`
}

void profile_show_checked(int number, const char *text)
{
    union profile_value value;

    if (text != NULL) {
        value.text = text;
        puts(value.text);
    } else {
        value.number = number;
        printf("%d\n", value.number);
    }
}
