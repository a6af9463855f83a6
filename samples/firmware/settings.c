/* Reads and writes the device's settings: one `key = value` a line, `#` starts a comment. */
#include "settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void trim_end(char *text)
{
    size_t length = strlen(text);

    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == ' ')) {
        text[--length] = '\0';
    }
}

/* The factory's file is trusted too much: words of any length, and it stays open after an error. */
status_t settings_load_factory(struct settings *settings, const char *path)
{
    char key[KEY_LEN];
    char value[VALUE_LEN];
    FILE *file = fopen(path, "r");

    if (file == NULL) {
        return STATUS_IO;
    }
    settings->count = 0;
    while (fscanf(file, "%s = %63s", key, value) == 2) { // expect: unbounded-read at `fscanf`
        if (settings->count >= SETTINGS_MAX) {
            return STATUS_TOO_LONG; // expect: resource-leak at `return`
        }
        memcpy(settings->entry[settings->count].key, key, sizeof(key));
        memcpy(settings->entry[settings->count].value, value, sizeof(value));
        settings->count++;
    }
    fclose(file);
    return STATUS_OK;
}

status_t settings_load(struct settings *settings, const char *path)
{
    char key[KEY_LEN];
    char value[VALUE_LEN];
    status_t status = STATUS_OK;
    FILE *file = fopen(path, "r");

    if (file == NULL) {
        return STATUS_IO;
    }
    settings->count = 0;
    while (fscanf(file, "%31s = %63s", key, value) == 2) {
        if (settings->count >= SETTINGS_MAX) {
            status = STATUS_TOO_LONG;
            break;
        }
        memcpy(settings->entry[settings->count].key, key, sizeof(key));
        memcpy(settings->entry[settings->count].value, value, sizeof(value));
        settings->count++;
    }
    fclose(file);
    return status;
}

/* The first line is the title; a longer line than the buffer is asked for. */
status_t settings_title(const char *path, char *title, size_t title_len)
{
    char line[80];
    FILE *file = fopen(path, "r");

    if (file == NULL) {
        return STATUS_IO;
    }
    if (fgets(line, 100, file) == NULL) { // expect: buffer-overflow at `fgets`
        fclose(file);
        return STATUS_IO;
    }
    fclose(file);
    trim_end(line);
    snprintf(title, title_len, "%s", line);
    return STATUS_OK;
}

status_t settings_version(const char *path, char *version, size_t version_len)
{
    char line[80];
    FILE *file = fopen(path, "r");

    if (file == NULL) {
        return STATUS_IO;
    }
    if (fgets(line, sizeof(line), file) == NULL) {
        fclose(file);
        return STATUS_IO;
    }
    fclose(file);
    trim_end(line);
    snprintf(version, version_len, "%s", line);
    return STATUS_OK;
}

/* The file may be missing, and then there is nothing to write to. */
status_t settings_save(const struct settings *settings, const char *path)
{
    FILE *file = fopen(path, "w");
    unsigned i;

    fprintf(file, "# %u settings\n", settings->count); // expect: unchecked-allocation at `fprintf`
    for (i = 0; i < settings->count && i < SETTINGS_MAX; i++) {
        fprintf(file, "%s = %s\n", settings->entry[i].key, settings->entry[i].value);
    }
    fclose(file);
    return STATUS_OK;
}

status_t settings_backup(const struct settings *settings, const char *path)
{
    FILE *file = fopen(path, "w");
    unsigned i;

    if (file == NULL) {
        return STATUS_IO;
    }
    for (i = 0; i < settings->count && i < SETTINGS_MAX; i++) {
        fprintf(file, "%s = %s\n", settings->entry[i].key, settings->entry[i].value);
    }
    return fclose(file) == 0 ? STATUS_OK : STATUS_IO;
}

const char *settings_get(const struct settings *settings, const char *key)
{
    unsigned i;

    for (i = 0; i < settings->count && i < SETTINGS_MAX; i++) {
        if (strcmp(settings->entry[i].key, key) == 0) {
            return settings->entry[i].value;
        }
    }
    return NULL;
}

/* The environment decides how long this gets. */
status_t settings_default_path(char *path)
{
    char home[VALUE_LEN];
    const char *value = getenv("PUMP_HOME");

    if (value == NULL) {
        value = "/etc";
    }
    strcpy(home, value); // expect: unbounded-copy at `strcpy`
    return strcmp(home, path) == 0 ? STATUS_OK : STATUS_BAD_ARGUMENT;
}

status_t settings_is_default(const char *path)
{
    char home[VALUE_LEN];
    const char *value = getenv("PUMP_HOME");

    if (value == NULL || strlen(value) >= sizeof(home)) {
        return STATUS_TOO_LONG;
    }
    strcpy(home, value);
    return strcmp(home, path) == 0 ? STATUS_OK : STATUS_BAD_ARGUMENT;
}

/* The path lives in this call's frame only. */
char *settings_directory(void)
{
    char path[VALUE_LEN];

    snprintf(path, sizeof(path), "/var/lib/pump/%d", getpid());
    return path; // expect: stack-address-escape at `return`
}

char *settings_directory_copy(void)
{
    char path[VALUE_LEN];

    snprintf(path, sizeof(path), "/var/lib/pump/%d", getpid());
    return strdup(path);
}

/* Moves on through the text, then hands its new beginning back to the heap. */
unsigned settings_count_words(const char *text)
{
    char *copy = strdup(text);
    unsigned words = 0;

    if (copy == NULL) {
        return 0;
    }
    while (*copy != '\0') {
        words += *copy == ' ';
        copy++;
    }
    free(copy); // expect: invalid-free at `free`
    return words + 1;
}

unsigned settings_count_keys(const char *text)
{
    char *copy = strdup(text);
    char *at;
    unsigned keys = 0;

    if (copy == NULL) {
        return 0;
    }
    for (at = copy; *at != '\0'; at++) {
        keys += *at == '=';
    }
    free(copy);
    return keys;
}

/* Whether the rights were really given up, nobody asks. */
status_t settings_store_as_user(const struct settings *settings, const char *path)
{
    setuid(getuid()); // expect: unused-result at `setuid`
    return settings_backup(settings, path);
}

status_t settings_store_as_owner(const struct settings *settings, const char *path)
{
    if (setuid(getuid()) != 0) {
        return STATUS_IO;
    }
    return settings_backup(settings, path);
}

/* An empty value gives EOF, which is not 0, and the default is lost on the way. */
unsigned settings_interval(const char *value)
{
    unsigned seconds = 0;

    if (sscanf(value, "%u", &seconds)) { // expect: misread-result at `sscanf(value, "%u", &seconds)`
        return seconds;
    }
    return VALUE_LEN;
}

unsigned settings_timeout(const char *value)
{
    unsigned seconds = 0;

    if (sscanf(value, "%u", &seconds) == 1) {
        return seconds;
    }
    return VALUE_LEN;
}

/* realloc() leaves the old block alone when it has no longer one. */
char *settings_grow(char *line)
{
    char *longer = realloc(line, 2 * VALUE_LEN);

    if (longer == NULL) {
        free(line);
        return NULL;
    }
    return longer;
}
