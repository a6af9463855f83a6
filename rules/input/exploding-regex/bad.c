/* A gateway checks what devices say of themselves. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stddef.h>
#include <stdint.h>

#define NAME_PATTERN "^([a-z0-9]+[._-]?)*@"

static pcre2_code *compile(const char *pattern)
{
    int error = 0;
    size_t offset = 0;

    return pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, 0, &error, &offset, NULL);
}

pcre2_code *prepare_name(void)
{
    int error = 0;
    size_t offset = 0;

    return pcre2_compile((PCRE2_SPTR)NAME_PATTERN, PCRE2_ZERO_TERMINATED, 0, &error, &offset, NULL); // expect: exploding-regex at `pcre2_compile`
}

pcre2_code *prepare_reading(void)
{
    return compile("^(\\d+,?)+;$"); // expect: exploding-regex at `compile`
}

pcre2_code *prepare_quoted(void)
{
    const char *pattern = "^\"([^\"]|\\\\.)*\"";
    int error = 0;
    size_t offset = 0;

    return pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, 0, &error, &offset, NULL); // expect: exploding-regex at `pcre2_compile`
}
