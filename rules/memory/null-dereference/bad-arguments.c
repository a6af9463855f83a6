/* Host tools: behind the last argument is a null pointer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int port = 502;
static const char *host = "pump";

/* `-p` may be the last word. */
int main(int argc, char *argv[])
{
    int i;

    for (i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-p") == 0)
            port = atoi(argv[++i]); // expect: null-dereference at `atoi`
        else if (strcmp(argv[i], "-h") == 0 && i + 1 < argc)
            host = argv[++i];
        else
            return 1;
    }
    printf("%s:%d\n", host, port);
    return 0;
}
