/* Remote settings of a gateway: from a table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

int set_zone(int peer)
{
    static const char *const zones[] = { "UTC", "Europe/Berlin" };
    unsigned char choice;

    if (recv(peer, &choice, 1, 0) != 1 || choice >= sizeof zones / sizeof zones[0])
        return -1;
    return setenv("TZ", zones[choice], 1);
}

int set_language(int peer)
{
    char name[16] = "";

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return -1;
    name[sizeof name - 1] = '\0';
    if (strcmp(name, "de") != 0 && strcmp(name, "en") != 0)
        return -1;
    return setenv("LANG", name, 1);
}

int set_level(int level)
{
    char text[16];

    snprintf(text, sizeof text, "%d", level);
    return setenv("LOG_LEVEL", text, 1);
}

/* One variable of the environment from another. */
int extend_path(void)
{
    char value[512];
    const char *path = getenv("PATH");

    snprintf(value, sizeof value, "/opt/gateway/bin:%s", path != NULL ? path : "");
    return setenv("PATH", value, 1);
}

/* A colour of the environment is as good as that of the settings. */
int pass_on_colour(void)
{
    static char setting[300];
    const char *colour = getenv("COLOUR");

    if (colour == NULL)
        return -1;
    snprintf(setting, sizeof setting, "TERM_COLOUR=%s", colour);
    return putenv(setting);
}

/* Made longer by a folder that the program fixes. */
int add_tools(void)
{
    static char setting[300];
    const char *before = getenv("PATH");

    if (before == NULL)
        return -1;
    snprintf(setting, sizeof setting, "PATH=/opt/gateway/bin:%s", before);
    return putenv(setting);
}

/* What it was before. */
int run_alone(int (*run)(void))
{
    const char *before = getenv("PATH");
    int status;

    if (before == NULL || setenv("PATH", "/usr/bin", 1) != 0)
        return -1;
    status = run();
    return setenv("PATH", before, 1) == 0 ? status : -1;
}
