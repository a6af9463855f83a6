/* Alarms of a patient monitor: the note that a nurse types is written into the statement. */
#include <stdio.h>

#include "db.h"

int alarm_acknowledge(sqlite3 *db, int alarm, const char *note)
{
    char sql[320];

    snprintf(sql, sizeof sql, "UPDATE alarm SET note = '%s', open = 0 WHERE id = %d", note, alarm);
    return db_run(db, sql); // expect: sql-injection at `db_run`
}
