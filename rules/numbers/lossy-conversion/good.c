#include <stdio.h>
#include <stdlib.h>

short rate(void)
{
    char line[32];
    if (fgets(line, sizeof line, stdin) == NULL)
        return 0;
    int n = atoi(line);
    if (n < 0 || n > 1000)
        return 0;
    return n;
}

char letter(void)
{
    int c = getchar();
    return c == EOF ? '?' : c;
}
