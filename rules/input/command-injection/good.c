/* Service tool of a gateway: no shell between the program and what it starts. */
#include <arpa/inet.h>
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

/* All characters are of an alphabet. */
int ping_named(FILE *settings)
{
    char host[64];
    char line[96];

    if (fgets(host, sizeof host, settings) == NULL)
        return -1;
    host[strcspn(host, "\n")] = '\0';
    if (strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789.-") != strlen(host))
        return -1;
    snprintf(line, sizeof line, "/bin/ping -c 1 %s", host);
    return system(line);
}

static int is_plain(const char *text)
{
    for (; *text != '\0'; text++) {
        char c = *text;

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return 0;
    }
    return 1;
}

/* A helper looks at each of them. */
int mount_named(int fd)
{
    char name[40];
    char line[80];
    ssize_t n = read(fd, name, sizeof name - 1);

    if (n < 0)
        return -1;
    name[n] = '\0';
    if (!is_plain(name))
        return -1;
    strcpy(line, "/bin/mount ");
    strcat(line, name);
    return system(line);
}

static const char *const verbs[] = {"start", "stop", "restart"};

/* One of a table of words. */
int control(void)
{
    char verb[32];
    char line[64];
    unsigned i;

    if (scanf("%31s", verb) != 1)
        return -1;
    for (i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (strcmp(verb, verbs[i]) == 0) {
            snprintf(line, sizeof line, "/etc/init.d/pump %s", verb);
            return system(line);
        }
    return -1;
}

/* What the command line says is looked at as well. */
int main(int argc, char **argv)
{
    char line[128];
    size_t i;

    if (argc < 2)
        return 1;
    for (i = 0; argv[1][i] != '\0'; i++)
        if (!isalnum((unsigned char)argv[1][i]) && argv[1][i] != '.')
            return 1;
    snprintf(line, sizeof line, "/bin/ping -c 1 %s", argv[1]);
    return system(line);
}

/* A switch of that name counts rounds where no shell reads it. */
int ping_host(void)
{
    const char *host = getenv("PUMP_HOST");
    const char *rounds = getenv("PUMP_ROUNDS");
    char *const arguments[] = {"/usr/bin/ping", "-c", (char *)rounds, "--", (char *)host, NULL};
    pid_t child;
    int status = -1;

    if (host == NULL || rounds == NULL)
        return -1;
    if (posix_spawn(&child, arguments[0], NULL, NULL, arguments, environ) == 0)
        waitpid(child, &status, 0);
    return status;
}

/* What inet_pton() takes is an address. */
int ping_host(void)
{
    char host[64];
    char command[128];
    struct in_addr address;
    if (fgets(host, sizeof(host), stdin) == NULL)
        return -1;
    if (inet_pton(AF_INET, host, &address) != 1)
        return -1;
    snprintf(command, sizeof(command), "/bin/ping -c 1 %s", host);
    return system(command);
}

/* The number reaches to the end of the text. */
int set_volume(void)
{
    char text[32];
    char command[128];
    char *end = NULL;
    if (fgets(text, sizeof(text), stdin) == NULL)
        return -1;
    (void)strtol(text, &end, 10);
    if (end == text || *end != '\0')
        return -1;
    snprintf(command, sizeof(command), "/usr/bin/volume %s", text);
    return system(command);
}
