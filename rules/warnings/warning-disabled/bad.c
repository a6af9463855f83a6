/* Driver whose warnings nobody wants to see any more. */
#include <stdio.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-security"

// expect -2: warning-disabled at `#pragma GCC diagnostic ignored "-Wformat-security"`
void show(const char *text)
{
    printf("%s", text);
}

#pragma GCC diagnostic pop

#pragma clang diagnostic ignored "-Wconversion"

// expect -2: warning-disabled at `#pragma clang diagnostic ignored`
unsigned char low_byte(int value)
{
    return (unsigned char)value;
}

#pragma warning(disable : 4996)

// expect -2: warning-disabled at `#pragma warning(disable : 4996)`
int next(int value)
{
    return value + 1;
}

#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-variable"

// expect -3: warning-disabled at `#pragma GCC diagnostic ignored "-Wunused-parameter"`
int previous(int value)
{
    return value - 1;
}
