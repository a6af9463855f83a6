/* Dose calculation: from the prescription to the motor's steps. */
#ifndef DOSE_H
#define DOSE_H

#include "device.h"

#define DRUG_NAME_LEN 32
#define PROFILE_STEPS 12

enum dose_unit { UNIT_ML_PER_H, UNIT_UG_PER_KG_MIN, UNIT_MG_PER_H };

struct drug {
    char name[DRUG_NAME_LEN];
    uint32_t concentration_ug_per_ml;
    uint32_t max_rate_ul_per_h;
    struct drug *next;
};

struct prescription {
    const struct drug *drug;
    enum dose_unit unit;
    uint32_t amount;
    uint32_t weight_g;
};

struct profile {
    uint32_t rate[PROFILE_STEPS];
    unsigned steps;
};

uint32_t dose_rate(const struct prescription *prescription);
int dose_unit_factor(enum dose_unit unit);
const struct drug *drug_find(const struct drug *library, const char *name);
uint32_t drug_max_rate(const struct drug *library, const char *name);
struct profile *profile_linear(uint32_t from, uint32_t to);
struct profile *profile_constant(uint32_t rate);
status_t profile_check(const struct profile *profile, uint32_t limit);

#endif
