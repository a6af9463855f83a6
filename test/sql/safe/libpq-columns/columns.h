#ifndef COLUMNS_H
#define COLUMNS_H

/* The column of that title, or null. */
const char *column_of_title(const char *title);

#endif
