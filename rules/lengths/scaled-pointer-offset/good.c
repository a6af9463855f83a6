/* The same records, counted in records or in bytes, but not in both. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct record {
    uint32_t time;
    int16_t values[6];
};

const struct record *record_at(const struct record *records, size_t n)
{
    return records + n;
}

/* Bytes are added to pointers to bytes. */
const void *body_of(const struct record *record)
{
    return (const uint8_t *)record + sizeof(*record);
}

const char *behind(const char *text, size_t n)
{
    return text + n * sizeof(struct record) + sizeof(char);
}

/* The number of elements is a quotient of sizes. */
const int16_t *end_of(const struct record *record)
{
    return record->values + sizeof record->values / sizeof record->values[0];
}

/* Sizes that are added are no pointers. */
size_t bytes_of(size_t count)
{
    size_t header = 8;

    return header + count * sizeof(struct record);
}
