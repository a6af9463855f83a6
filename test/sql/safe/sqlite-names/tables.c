/* Names of tables, for statements that cannot bind them. */
#include "tables.h"

const char *table_name(enum table table)
{
    switch (table) {
    case TABLE_ALARM:
        return "alarm";
    case TABLE_TREND:
        return "trend";
    default:
        return "note";
    }
}
