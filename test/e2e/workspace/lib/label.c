#include <string.h>

void label(void)
{
    char text[8];
    strcpy(text, "a label too long for its buffer");
}
