/* Dose calculation: rates, the drug library and infusion profiles. All amounts are integers with their unit in the name. */
#include "dose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE_LIMIT_UL_PER_H 1200000u
#define SECONDS_PER_HOUR 3600u

/* Nothing is returned for a unit that is not known. */
int dose_unit_factor(enum dose_unit unit)
{
    switch (unit) {
    case UNIT_ML_PER_H:
        return 1000;
    case UNIT_UG_PER_KG_MIN:
        return 60;
    case UNIT_MG_PER_H:
        return 1;
    default:
        break;
    }
} // expect: missing-return at `}`

int dose_unit_digits(enum dose_unit unit)
{
    switch (unit) {
    case UNIT_ML_PER_H:
        return 1;
    case UNIT_UG_PER_KG_MIN:
        return 3;
    default:
        return 2;
    }
}

uint32_t dose_rate(const struct prescription *prescription)
{
    uint64_t rate;
    const struct drug *drug = prescription->drug;

    if (drug == NULL || drug->concentration_ug_per_ml == 0) {
        return 0;
    }
    rate = (uint64_t)prescription->amount * prescription->weight_g * 60u;
    rate /= drug->concentration_ug_per_ml;
    if (rate > drug->max_rate_ul_per_h) {
        rate = drug->max_rate_ul_per_h;
    }
    return (uint32_t)rate;
}

const struct drug *drug_find(const struct drug *library, const char *name)
{
    const struct drug *drug;

    for (drug = library; drug != NULL; drug = drug->next) {
        if (strcmp(drug->name, name) == 0) {
            return drug;
        }
    }
    return NULL;
}

/* The log line for an unknown drug looks into the drug that was not found. */
uint32_t drug_max_rate(const struct drug *library, const char *name)
{
    const struct drug *drug = drug_find(library, name);

    if (drug == NULL) {
        printf("no drug %s, limit stays %u\n", name, drug->max_rate_ul_per_h); // expect: null-dereference at `drug->max_rate_ul_per_h`
        return 0;
    }
    return drug->max_rate_ul_per_h;
}

uint32_t drug_concentration(const struct drug *library, const char *name)
{
    const struct drug *drug = drug_find(library, name);

    if (drug == NULL) {
        printf("no drug %s\n", name);
        return 0;
    }
    return drug->concentration_ug_per_ml;
}

/* Memory may be short on this device; here the result is taken for granted. */
struct profile *profile_constant(uint32_t rate)
{
    struct profile *profile = malloc(sizeof(*profile));
    unsigned i;

    profile->steps = PROFILE_STEPS; // expect: unchecked-allocation at `profile->steps`
    for (i = 0; i < PROFILE_STEPS; i++) {
        profile->rate[i] = rate;
    }
    return profile;
}

struct profile *profile_linear(uint32_t from, uint32_t to)
{
    struct profile *profile = malloc(sizeof(*profile));
    unsigned i;

    if (profile == NULL) {
        return NULL;
    }
    profile->steps = PROFILE_STEPS;
    for (i = 0; i < PROFILE_STEPS; i++) {
        profile->rate[i] = from + (to - from) / PROFILE_STEPS * i;
    }
    return profile;
}

/* As many bytes as a pointer has are too few for a profile. */
struct profile *profile_new(void)
{
    struct profile *profile = malloc(sizeof(profile)); // expect: suspicious-sizeof at `sizeof`

    return profile;
}

struct profile *profile_clone(const struct profile *source)
{
    struct profile *copy = malloc(sizeof(*copy));

    if (copy == NULL) {
        return NULL;
    }
    memcpy(copy, source, sizeof(*copy));
    return copy;
}

/* The draft is forgotten when its end is over the limit. */
struct profile *profile_ramp(uint32_t to, uint32_t limit)
{
    struct profile *draft = calloc(1, sizeof(*draft));
    unsigned i;

    if (draft == NULL) {
        return NULL;
    }
    if (to > limit) {
        return NULL; // expect: memory-leak at `return`
    }
    for (i = 0; i < PROFILE_STEPS; i++) {
        draft->rate[i] = to / PROFILE_STEPS * (i + 1);
    }
    draft->steps = PROFILE_STEPS;
    return draft;
}

struct profile *profile_taper(uint32_t from, uint32_t limit)
{
    struct profile *draft = calloc(1, sizeof(*draft));
    unsigned i;

    if (draft == NULL) {
        return NULL;
    }
    if (from > limit) {
        free(draft);
        return NULL;
    }
    for (i = 0; i < PROFILE_STEPS; i++) {
        draft->rate[i] = from / PROFILE_STEPS * (PROFILE_STEPS - i);
    }
    draft->steps = PROFILE_STEPS;
    return draft;
}

/* The limit is meant for the rates; the step number can never reach it. */
status_t profile_check(const struct profile *profile, uint32_t limit)
{
    unsigned i;
    uint8_t step;

    if (profile->steps > PROFILE_STEPS) {
        return STATUS_BAD_ARGUMENT;
    }
    for (i = 0; i < profile->steps; i++) {
        step = (uint8_t)i;
        if (step >= 256) { // expect: tautological-comparison at `step >= 256`
            return STATUS_TOO_LONG;
        }
        if (profile->rate[i] > limit) {
            return STATUS_TOO_LONG;
        }
    }
    return STATUS_OK;
}

/* Releases the drug, then asks it where to go on. */
void drug_library_free(struct drug *library)
{
    struct drug *drug = library;

    while (drug != NULL) {
        free(drug);
        drug = drug->next; // expect: use-after-free at `drug->next`
    }
}

void drug_library_release(struct drug *library)
{
    struct drug *drug = library;
    struct drug *next;

    while (drug != NULL) {
        next = drug->next;
        free(drug);
        drug = next;
    }
}

/* A rate of zero leaves the duration without a value. */
uint32_t dose_duration(uint32_t volume_ul, uint32_t rate_ul_per_h)
{
    uint32_t seconds;

    if (rate_ul_per_h > 0) {
        seconds = (uint32_t)((uint64_t)volume_ul * SECONDS_PER_HOUR / rate_ul_per_h);
    }
    return seconds; // expect: uninitialised-variable at `seconds`
}

uint32_t dose_volume(uint32_t seconds, uint32_t rate_ul_per_h)
{
    uint32_t volume_ul;

    if (rate_ul_per_h > RATE_LIMIT_UL_PER_H) {
        volume_ul = 0;
    } else {
        volume_ul = (uint32_t)((uint64_t)seconds * rate_ul_per_h / SECONDS_PER_HOUR);
    }
    return volume_ul;
}
