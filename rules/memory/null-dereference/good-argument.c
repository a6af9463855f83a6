/* A host tool that takes one word after the other, and stops behind the last. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int join(const char *name, int left)
{
    return printf("%zu %d\n", strlen(name), left);
}

int main(int argc, char **argv)
{
    int is_verbose = 0;

    argc--;
    argv++;
    if (argc && strcmp(*argv, "-v") == 0) {
        is_verbose = 1;
        argc--;
        argv++;
    }
    if (argc == 0) {
        fputs("usage: join [-v] FILE...\n", stderr);
        return is_verbose;
    }
    while (argc--)
        join(*argv++, argc);
    return 0;
}
