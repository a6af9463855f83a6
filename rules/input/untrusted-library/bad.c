/* Plugins of a gateway. */
#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

/* The peer says what to load. */
void *load_codec(int peer)
{
    char name[64] = "";

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return NULL;
    name[sizeof name - 1] = '\0';
    return dlopen(name, RTLD_NOW); // expect: untrusted-library at `dlopen`
}

void *load_driver(void)
{
    char path[256];
    const char *folder = getenv("DRIVER_PATH");

    if (folder == NULL)
        return NULL;
    snprintf(path, sizeof path, "%s/driver.so", folder);
    return dlopen(path, RTLD_NOW); // expect: untrusted-library at `dlopen`
}

/* Whatever lies in the folder that the program was started in. */
void *load_local(void)
{
    return dlopen("./filter.so", RTLD_LAZY); // expect: untrusted-library at `dlopen`
}
