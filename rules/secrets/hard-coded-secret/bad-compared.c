/* A pump's console: whoever reads the firmware is let in everywhere. */
#include <stdio.h>
#include <string.h>

#define SERVICE_CODE "Pump-7731"

struct session {
    char user[32];
    char password[32];
    int is_service;
};

int check_password(const char *given)
{
    return strcmp(given, "s3rvice!") == 0; // expect: hard-coded-secret at `strcmp`
}

void open_service(struct session *s)
{
    if (strcmp(s->user, "service") == 0 && !strcmp(s->password, SERVICE_CODE)) // expect: hard-coded-secret at `strcmp(s->password, SERVICE_CODE)`
        s->is_service = 1;
}

int ask(void)
{
    char password[40];

    if (fgets(password, sizeof password, stdin) == NULL)
        return -1;
    password[strcspn(password, "\n")] = '\0';
    if (strncmp("factory99", password, 9) != 0) // expect: hard-coded-secret at `strncmp`
        return -1;
    return 0;
}
