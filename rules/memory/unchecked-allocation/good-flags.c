/* One answer that many checks have gone into. */
#include <stdlib.h>
#include <string.h>

int make_names(char **patient, char **ward)
{
    char *first = malloc(10);
    char *second = malloc(10);
    int ok = 1;

    ok &= first != NULL;
    ok &= second != NULL;
    if (ok) {
        strcpy(first, "unknown");
        strcpy(second, "none");
        *patient = first;
        *ward = second;
        return 0;
    }
    free(first);
    free(second);
    return -1;
}

int make_buffers(char **in, char **out)
{
    char *first = malloc(64);
    char *second = malloc(64);
    int missing = first == NULL;

    missing |= second == NULL;
    if (missing) {
        free(first);
        free(second);
        return -1;
    }
    first[0] = '\0';
    second[0] = '\0';
    *in = first;
    *out = second;
    return 0;
}
