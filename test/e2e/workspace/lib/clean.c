#include <string.h>

void clean(void)
{
    char text[8];
    strcpy(text, "short");
}
