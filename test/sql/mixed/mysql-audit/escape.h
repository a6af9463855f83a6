#ifndef ESCAPE_H
#define ESCAPE_H

#include <mysql.h>
#include <stddef.h>

/* The text as a literal's inside; cut to what fits. */
void escape_text(MYSQL *connection, char *out, size_t size, const char *text);

#endif
