/* Exports of the patient log: to a file of comma separated values, by mail, to a printer. */
#include "patient_log.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define COMMAND_LEN 512
#define COLUMNS 3

/* A folder named `; rm -rf ~` would do more than be written to. */
status_t export_csv(const char *database, const char *folder)
{
    char command[COMMAND_LEN];

    snprintf(command, sizeof(command), "sqlite3 -csv %s 'SELECT * FROM patient' > %s/patients.csv", database, folder);
    return system(command) == 0 ? STATUS_OK : STATUS_IO; // expect: command-injection at `system`
}

status_t export_refresh(void)
{
    return system("/usr/bin/pump-refresh --all") == 0 ? STATUS_OK : STATUS_IO;
}

/* The address is typed by the user, and read by a shell. */
status_t export_mail(const char *address, const char *file)
{
    char command[COMMAND_LEN] = "mail -s export ";
    FILE *mail;

    if (strlen(address) > 200 || strlen(file) > 200) {
        return STATUS_TOO_LONG;
    }
    strcat(command, address);
    strcat(command, " < ");
    strcat(command, file);
    mail = popen(command, "r"); // expect: command-injection at `popen`
    if (mail == NULL) {
        return STATUS_IO;
    }
    return pclose(mail) == 0 ? STATUS_OK : STATUS_IO;
}

status_t export_print(const char *file)
{
    int result = 0;
    pid_t child = fork();

    if (child < 0) {
        return STATUS_IO;
    }
    if (child == 0) {
        execl("/usr/bin/lpr", "lpr", "--", file, (char *)NULL);
        _exit(127);
    }
    if (waitpid(child, &result, 0) < 0) {
        return STATUS_IO;
    }
    return result == 0 ? STATUS_OK : STATUS_IO;
}

/* Two of three columns get a width, and all three are read. */
unsigned export_width(const struct patient *patient)
{
    unsigned width[COLUMNS];

    width[0] = (unsigned)strlen(patient->name);
    width[1] = 8;
    return width[0] + width[1] + width[2]; // expect: uninitialised-variable at `width[2]`
}

unsigned export_height(const struct patient *patient)
{
    unsigned height[COLUMNS];

    height[0] = 1;
    height[1] = patient->weight_g > 99999 ? 2 : 1;
    height[2] = 1;
    return height[0] + height[1] + height[2];
}

/* Every character may need a second one before it. */
char *export_quote(const char *text)
{
    size_t length = strlen(text);
    char *quoted = length > (SIZE_MAX - 3) / 2 ? NULL : malloc(2 * length + 3);
    char *to = quoted;

    if (quoted == NULL) {
        return NULL;
    }
    *to++ = '"';
    while (*text != '\0') {
        if (*text == '"') {
            *to++ = '"';
        }
        *to++ = *text++;
    }
    *to++ = '"';
    *to = '\0';
    return quoted;
}

/* Writes the quoted name and forgets to give it back. */
status_t export_name(FILE *file, const struct patient *patient)
{
    char *name = strdup(patient->name);

    if (name == NULL) {
        return STATUS_NO_MEMORY;
    }
    name[0] = (char)toupper((unsigned char)name[0]);
    if (fprintf(file, "%s;", name) < 0) {
        return STATUS_IO; // expect: memory-leak at `return`
    }
    free(name);
    return STATUS_OK;
}

status_t export_initial(FILE *file, const struct patient *patient)
{
    char *name = strdup(patient->name);
    status_t status = STATUS_OK;

    if (name == NULL) {
        return STATUS_NO_MEMORY;
    }
    name[0] = (char)toupper((unsigned char)name[0]);
    if (fprintf(file, "%c;", name[0]) < 0) {
        status = STATUS_IO;
    }
    free(name);
    return status;
}

/* Both copies are freed on the way out, one of them twice. */
status_t export_compare(const char *left_name, const char *right_name)
{
    char *left = strdup(left_name);
    char *right = strdup(right_name);
    int same;

    if (left == NULL || right == NULL) {
        free(left);
        free(right);
        return STATUS_NO_MEMORY;
    }
    same = strcmp(left, right) == 0;
    free(left);
    free(left);  // expect: double-free at `free`
    free(right);
    return same ? STATUS_OK : STATUS_BAD_ARGUMENT;
}

status_t export_compare_nocase(const char *left_name, const char *right_name)
{
    char *left = strdup(left_name);
    char *right = strdup(right_name);
    int same;

    if (left == NULL || right == NULL) {
        free(left);
        free(right);
        return STATUS_NO_MEMORY;
    }
    same = strcasecmp(left, right) == 0;
    free(left);
    free(right);
    return same ? STATUS_OK : STATUS_BAD_ARGUMENT;
}
