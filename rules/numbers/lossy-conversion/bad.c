#include <stdio.h>
#include <stdlib.h>

short rate(void)
{
    char line[32];
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    return atoi(line); // expect: lossy-conversion at `atoi(line)`
}
