#ifndef SETTINGS_H
#define SETTINGS_H

struct settings {
    unsigned int retention_days;
    int keep_notes;
};

int settings_read(struct settings *settings, const char *path);

#endif
