#include "columns.h"

#include <stddef.h>
#include <strings.h>

static const struct {
    const char *title;
    const char *column;
} COLUMNS[] = {
    {"Name", "name"},
    {"Date of birth", "born"},
    {"Ward", "ward"},
};

const char *column_of_title(const char *title)
{
    for (size_t i = 0; i < sizeof COLUMNS / sizeof COLUMNS[0]; i++)
        if (strcasecmp(COLUMNS[i].title, title) == 0)
            return COLUMNS[i].column;
    return NULL;
}
