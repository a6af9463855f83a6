/* One answer that not all checks have gone into, or that is good if only one of them was. */
#include <stdlib.h>
#include <string.h>

int make_names(char **patient, char **ward)
{
    char *first = malloc(10);
    char *second = malloc(10);
    int ok = first != NULL;

    ok |= second != NULL;
    if (ok) {
        strcpy(first, "unknown"); // expect: unchecked-allocation at `strcpy`
        strcpy(second, "none"); // expect: unchecked-allocation at `strcpy`
        *patient = first;
        *ward = second;
        return 0;
    }
    return -1;
}
