/* Commands by name: one may begin with the other, or be another by then. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void leave(const char *mode, char *held)
{
    if (strncmp(mode, "slow", 4) == 0)
        free(held);
    if (strcmp(mode, "slower") == 0)
        free(held); // expect: double-free at `free`
}

void leave_twice(FILE *commands, char *held)
{
    char mode[16];

    if (fgets(mode, sizeof mode, commands) == NULL)
        return;
    if (strcmp(mode, "slow") == 0)
        free(held);
    if (fgets(mode, sizeof mode, commands) == NULL)
        return;
    if (strcmp(mode, "fast") == 0)
        free(held); // expect: double-free at `free`
}
