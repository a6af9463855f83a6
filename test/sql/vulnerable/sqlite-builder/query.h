#ifndef QUERY_H
#define QUERY_H

#include <stddef.h>

void query_by_name(char *out, size_t size, const char *name);

#endif
