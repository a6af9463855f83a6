#ifndef REPORT_H
#define REPORT_H

#include <stddef.h>

void report_where(char *out, size_t size, const char *column, const char *value);

#endif
