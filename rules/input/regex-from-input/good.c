/* Search in the log of a gateway. */
#include <regex.h>

int prepare(regex_t *compiled)
{
    return regcomp(compiled, "^[0-9]+ alarm", REG_EXTENDED | REG_NOSUB);
}

/* The owner of the tool says what to look for. */
int main(int argc, char **argv)
{
    regex_t compiled;

    if (argc < 2 || regcomp(&compiled, argv[1], REG_EXTENDED | REG_NOSUB) != 0)
        return 1;
    regfree(&compiled);
    return 0;
}
