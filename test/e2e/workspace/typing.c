#include <stdio.h>

int read_name(void)
{
    char name[80];
    if (fgets(name, sizeof name, stdin) == NULL) {
        return -1;
    }
    puts(name);
    return 0;
}
