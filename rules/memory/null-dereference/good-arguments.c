/* A host tool that knows how many words it was given. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void usage(const char *program)
{
    fprintf(stderr, "usage: %s FILE [-p PORT] [-h HOST] [-v LEVEL]\n", program);
    exit(2);
}

int main(int argc, char **argv)
{
    const char *host = "pump";
    int port = 502, level = 0, i;

    if (argc < 2 || strlen(argv[1]) == 0)
        usage(argv[0]);
    for (i = 2; i < argc; i++) {
        if (strcmp(argv[i], "-p") == 0 && i + 1 < argc) {
            port = atoi(argv[++i]);
        } else if (strcmp(argv[i], "-h") == 0) {
            if (++i == argc)
                usage(argv[0]);
            host = argv[i];
            if (strlen(host) > 60)
                return 1;
        } else if (strcmp(argv[i], "-v") == 0) {
            if (argv[i + 1] == NULL)
                usage(argv[0]);
            level = atoi(argv[i + 1]);
            i++;
        } else {
            usage(argv[0]);
        }
    }
    /* The null ends the list. */
    for (i = 1; argv[i] != NULL; i++)
        if (strlen(argv[i]) > 100)
            return 1;
    while (argc-- > 1)
        printf("%zu\n", strlen(*++argv));
    printf("%s:%d %d\n", host, port, level);
    return 0;
}
