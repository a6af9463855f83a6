/* What a switch decides that is set in another file. */
#include <stdlib.h>

extern const int always_checks;
extern int never_releases;
extern int may_release;

void turn_on(void)
{
    may_release = 1;
}

int keep_unless_turned(int value)
{
    int *copy = malloc(sizeof *copy);

    if (always_checks) {
        if (copy == NULL)
            return -1;
    }
    *copy = value;
    if (never_releases)
        free(copy);
    value = *copy;
    free(copy);
    return value;
}

int release_if_turned(int value)
{
    int *copy = malloc(sizeof *copy);

    if (copy == NULL)
        return -1;
    if (may_release)
        free(copy);
    *copy = value; /* expect: use-after-free at `*copy = value` */
    free(copy); /* expect: double-free at `free` */
    return 0;
}
