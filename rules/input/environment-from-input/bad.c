/* Remote settings of a gateway. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* "PATH=/tmp" is an assignment, too. */
int apply(int peer)
{
    static char assignment[128];

    if (recv(peer, assignment, sizeof assignment - 1, 0) <= 0)
        return -1;
    assignment[sizeof assignment - 1] = '\0';
    return putenv(assignment); // expect: environment-from-input at `putenv`
}

int set_path(int peer)
{
    char folder[64] = "";
    char value[128];

    if (recv(peer, folder, sizeof folder - 1, 0) <= 0)
        return -1;
    folder[sizeof folder - 1] = '\0';
    snprintf(value, sizeof value, "/usr/bin:%s", folder);
    return setenv("PATH", value, 1); // expect: environment-from-input at `setenv`
}

/* From the environment as well, where it decides which programs run. */
int extend_search_path(void)
{
    static char setting[300];
    const char *tools = getenv("TOOLS");

    if (tools == NULL)
        return -1;
    snprintf(setting, sizeof setting, "PATH=%s", tools);
    return putenv(setting); // expect: environment-from-input at `putenv`
}

/* By name and value, it is no better. */
int take_tools(void)
{
    const char *tools = getenv("TOOLS");

    return tools == NULL ? -1 : setenv("PATH", tools, 1); // expect: environment-from-input at `setenv`
}
