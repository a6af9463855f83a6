/* Records of a logger, addressed in bytes through pointers that count in records. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct record {
    uint32_t time;
    int16_t values[6];
};

/* The n-th record lies 16 times too far. */
const struct record *record_at(const struct record *records, size_t n)
{
    return records + n * sizeof(struct record); // expect: scaled-pointer-offset at `records + n * sizeof(struct record)`
}

/* What lies behind a header. */
const void *body_of(const struct record *record)
{
    return record + sizeof(*record); // expect: scaled-pointer-offset at `record + sizeof(*record)`
}

/* Step by step. */
uint32_t sum_of(const uint32_t *words, size_t count)
{
    uint32_t sum = 0;

    while (count-- > 0) {
        sum += *words;
        words += sizeof(uint32_t); // expect: scaled-pointer-offset at `words += sizeof(uint32_t)`
    }
    return sum;
}

/* From the end. */
const int16_t *last_of(const int16_t *end, size_t count)
{
    return end - count * sizeof *end; // expect: scaled-pointer-offset at `end - count * sizeof *end`
}
