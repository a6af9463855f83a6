/* Commands by name: what is one word is no other. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int run(const char *command, const char *value)
{
    char *text;

    if (strcmp(command, "get") == 0)
        text = strdup(value);
    else if (strcmp(command, "set") == 0)
        text = strdup("none");
    else
        return -1;
    if (strcmp(command, "get") == 0)
        free(text);
    if (strcmp(command, "set") == 0)
        free(text);
    return 0;
}

void leave(const char *mode, char *held)
{
    if (strncmp(mode, "slow", 4) == 0)
        free(held);
    if (strcmp(mode, "fast") == 0)
        free(held);
}
