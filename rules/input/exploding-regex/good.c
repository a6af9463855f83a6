/* A gateway checks what devices say of themselves. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <regex.h>
#include <stddef.h>
#include <stdint.h>

#define NAME_PATTERN "^[a-z0-9]+([._-][a-z0-9]+)*@"

static pcre2_code *compile(const char *pattern)
{
    int error = 0;
    size_t offset = 0;

    return pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, 0, &error, &offset, NULL);
}

pcre2_code *prepare_name(void)
{
    return compile(NAME_PATTERN);
}

/* Atomic and possessive: nothing goes back into what was taken. */
pcre2_code *prepare_reading(void)
{
    return compile("^(?>\\d+,?)+;$");
}

pcre2_code *prepare_counts(void)
{
    return compile("^(?:\\d++,?)++;$");
}

/* What matches at once leaves nothing to try. */
pcre2_code *prepare_words(void)
{
    return compile("(\\w+\\s*)*");
}

/* Automata that go all ways at once. */
int prepare_old(regex_t *compiled)
{
    return regcomp(compiled, "^([a-z]+)*$", REG_EXTENDED | REG_NOSUB);
}
