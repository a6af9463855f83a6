#include "escape.h"

#include <string.h>

void escape_text(MYSQL *connection, char *out, size_t size, const char *text)
{
    size_t length = strlen(text);

    if (length > (size - 1) / 2)
        length = (size - 1) / 2;
    mysql_real_escape_string(connection, out, text, length);
}
