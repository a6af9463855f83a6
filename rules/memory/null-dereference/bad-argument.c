/* A host tool that takes for granted that it is told a file. */
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    char name[64];
    size_t length = strlen(argv[1]); // expect: null-dereference at `strlen`

    if (length >= sizeof name)
        return argc;
    memcpy(name, argv[1], length + 1);
    puts(name);
    return 0;
}
