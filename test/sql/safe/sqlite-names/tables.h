#ifndef TABLES_H
#define TABLES_H

enum table { TABLE_ALARM, TABLE_TREND, TABLE_NOTE };

const char *table_name(enum table table);

#endif
