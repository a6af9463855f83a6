/* Service tool of a gateway: commands that others help to write. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "x; reboot" is a host name as good as any to the shell. */
int ping(const char *host)
{
    char command[128];

    snprintf(command, sizeof command, "ping -c 1 %s", host);
    return system(command); // expect: command-injection at `system`
}

/* Quotes around the name do not help: the name may hold quotes. */
int count_lines(const char *path)
{
    char command[256];
    FILE *out;
    int lines = -1;

    snprintf(command, sizeof command, "wc -l \"%s\"", path);
    out = popen(command, "r"); // expect: command-injection at `popen`
    if (out == NULL)
        return -1;
    if (fscanf(out, "%d", &lines) != 1)
        lines = -1;
    pclose(out);
    return lines;
}

/* Straight from a file. */
int run_script(FILE *in)
{
    char line[200];

    if (fgets(line, sizeof line, in) == NULL)
        return -1;
    return system(line); // expect: command-injection at `system`
}

/* Appended to a fixed beginning. */
int set_time(const char *time)
{
    char command[64] = "date -s ";

    strncat(command, time, sizeof command - strlen(command) - 1);
    return system(command); // expect: command-injection at `system`
}

/* The shell is started by hand, and it reads the same text. */
int archive(const char *name)
{
    char command[128];

    snprintf(command, sizeof command, "tar cf /tmp/%s.tar /var/log", name);
    return execl("/bin/sh", "sh", "-c", command, (char *)NULL); // expect: command-injection at `execl`
}

/* The program itself is chosen from outside. */
int start_viewer(void)
{
    const char *viewer = getenv("VIEWER");

    if (viewer == NULL)
        return -1;
    return execlp(viewer, viewer, "/var/log/events", (char *)NULL); // expect: command-injection at `execlp`
}

struct mosquitto_message {
    int id;
    char *topic;
    void *payload;
    int length;
};
struct mosquitto;

/* The library calls it with what has arrived. */
void on_message(struct mosquitto *client, void *user, const struct mosquitto_message *message)
{
    (void)client;
    (void)user;
    if (message->payload != NULL)
        system(message->payload); // expect: command-injection at `system`
}

/* A look at the first character says nothing of the others, and one for spaces nothing of what a shell knows. */
int ping_trimmed(FILE *settings)
{
    char host[64];
    char line[96];

    if (fgets(host, sizeof host, settings) == NULL || host[0] == ';')
        return -1;
    host[strcspn(host, "\r\n")] = '\0';
    snprintf(line, sizeof line, "/bin/ping -c 1 %s", host + strspn(host, " \t"));
    return system(line); // expect: command-injection at `system`
}

/* A number at the beginning says nothing of what follows it. */
int set_brightness(void)
{
    char text[32];
    char command[128];
    char *end = NULL;
    if (fgets(text, sizeof(text), stdin) == NULL)
        return -1;
    (void)strtol(text, &end, 10);
    if (end == text)
        return -1;
    snprintf(command, sizeof(command), "/usr/bin/brightness %s", text);
    return system(command); // expect: command-injection at `system`
}
