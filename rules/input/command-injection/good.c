/* Service tool of a gateway: no shell between the program and what it starts. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The host is one argument, whatever is in it. */
int ping(const char *host)
{
    int status;
    pid_t child = fork();

    if (child < 0)
        return -1;
    if (child == 0) {
        execl("/bin/ping", "ping", "-c", "1", "--", host, (char *)NULL);
        _exit(127);
    }
    if (waitpid(child, &status, 0) < 0)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* A constant command. */
int reboot_device(void)
{
    return system("/sbin/reboot");
}

/* One of a few constants. */
int set_mode(int is_service)
{
    const char *command = is_service ? "/usr/bin/mode service" : "/usr/bin/mode normal";

    return system(command);
}

/* Numbers cannot carry commands. */
int set_brightness(unsigned percent)
{
    char command[64];

    if (percent > 100)
        return -1;
    snprintf(command, sizeof command, "/usr/bin/backlight %u", percent);
    return system(command);
}

/* What can be done without a command is done without one. */
int count_lines(const char *path)
{
    int lines = 0;
    int c;
    FILE *file = fopen(path, "r");

    if (file == NULL)
        return -1;
    while ((c = fgetc(file)) != EOF)
        lines += c == '\n';
    fclose(file);
    return lines;
}

/* A fixed pipe. */
int read_uptime(char *line, int size)
{
    FILE *out = popen("/usr/bin/uptime", "r");
    char *read;

    if (out == NULL)
        return -1;
    read = fgets(line, size, out);
    pclose(out);
    return read != NULL ? 0 : -1;
}
