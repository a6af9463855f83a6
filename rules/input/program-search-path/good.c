/* Network set-up of a bedside station. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int link_up(void)
{
    return system("/usr/sbin/ip link set eth0 up");
}

FILE *open_routes(void)
{
    char command[64];

    strcpy(command, "/usr/sbin/route -n");
    return popen(command, "r");
}

/* The shell does it itself. */
int stop_all(void)
{
    return system("kill 0");
}

/* A fixed search path. */
int restart_service(char *const *arguments)
{
    if (setenv("PATH", "/usr/sbin:/usr/bin", 1) != 0)
        return -1;
    return execvp("systemctl", arguments);
}

int show_date(pid_t *child, char *const *arguments, char *const *environment)
{
    return posix_spawn(child, "/bin/date", NULL, NULL, arguments, environment);
}

/* Whether there is a shell at all. */
int has_shell(void)
{
    return system(NULL);
}
