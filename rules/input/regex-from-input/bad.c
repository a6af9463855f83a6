/* Search in the log of a gateway. */
#include <regex.h>
#include <sys/socket.h>

int prepare(int peer, regex_t *compiled)
{
    char pattern[64] = "";

    if (recv(peer, pattern, sizeof pattern - 1, 0) <= 0)
        return -1;
    pattern[sizeof pattern - 1] = '\0';
    return regcomp(compiled, pattern, REG_EXTENDED); // expect: regex-from-input at `regcomp`
}
