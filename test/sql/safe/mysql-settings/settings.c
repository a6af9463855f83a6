#include "settings.h"

#include <stdio.h>

int settings_read(struct settings *settings, const char *path)
{
    FILE *file = fopen(path, "r");
    int n;

    if (file == NULL)
        return -1;
    n = fscanf(file, "%u %d", &settings->retention_days, &settings->keep_notes);
    fclose(file);
    return n == 2 && settings->retention_days <= 3650 ? 0 : -1;
}
