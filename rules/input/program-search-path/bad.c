/* Network set-up of a bedside station. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int link_up(void)
{
    return system("ip link set eth0 up"); // expect: program-search-path at `system`
}

FILE *open_routes(void)
{
    char command[64];

    strcpy(command, "route -n");
    return popen(command, "r"); // expect: program-search-path at `popen`
}

int restart_service(char *const *arguments)
{
    return execvp("systemctl", arguments); // expect: program-search-path at `execvp`
}

int show_date(pid_t *child, char *const *arguments, char *const *environment)
{
    const char *program = "date";

    return posix_spawnp(child, program, NULL, NULL, arguments, environment); // expect: program-search-path at `posix_spawnp`
}
