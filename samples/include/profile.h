/* Profiles: the rate of an infusion over time, as points on a curve. */
#ifndef PROFILE_H
#define PROFILE_H

#include "device.h"

#define PROFILE_POINTS 64

struct point {
    uint32_t second;
    double rate;
};

struct profile {
    char name[24];
    uint16_t count;
    struct point points[PROFILE_POINTS];
};

struct point *profile_new_points(size_t count);
struct point *profile_new_points_checked(size_t count);
void profile_clear(struct profile *profile);
void profile_clear_checked(struct profile *profile);
const struct point *profile_point(const struct profile *profile, size_t n);
const struct point *profile_point_checked(const struct profile *profile, size_t n);
void profile_log(const struct profile *profile, uint64_t now);
void profile_log_checked(const struct profile *profile, uint64_t now);
status_t profile_add_seconds(int *total, int seconds);
status_t profile_add_seconds_checked(int *total, int seconds);
void profile_reverse(const struct profile *profile, struct profile *reversed);
void profile_reverse_checked(const struct profile *profile, struct profile *reversed);
double profile_volume(double rate);
double profile_volume_checked(double rate);
size_t profile_name_length(const char *text);
size_t profile_name_length_checked(const char *text);
int profile_mode(const struct profile *profile);
int profile_mode_checked(const struct profile *profile);

#endif
