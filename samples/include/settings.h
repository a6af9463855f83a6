/* Settings of the device: `key = value` lines. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "device.h"

#define KEY_LEN 32
#define VALUE_LEN 64
#define SETTINGS_MAX 24

struct setting {
    char key[KEY_LEN];
    char value[VALUE_LEN];
};

struct settings {
    struct setting entry[SETTINGS_MAX];
    unsigned count;
};

status_t settings_load(struct settings *settings, const char *path);
status_t settings_load_factory(struct settings *settings, const char *path);
status_t settings_save(const struct settings *settings, const char *path);
status_t settings_backup(const struct settings *settings, const char *path);
const char *settings_get(const struct settings *settings, const char *key);
char *settings_directory(void);

#endif
