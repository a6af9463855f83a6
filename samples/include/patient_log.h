/* The patient log of the host tool, kept in SQLite. */
#ifndef PATIENT_LOG_H
#define PATIENT_LOG_H

#include "device.h"

#include <sqlite3.h>

#define PATIENT_NAME_LEN 64
#define SQL_LEN 256

struct patient {
    int id;
    char name[PATIENT_NAME_LEN];
    int weight_g;
};

status_t patient_log_open(const char *path, sqlite3 **db);
status_t patient_log_add(sqlite3 *db, const char *name, int weight_g);
status_t patient_log_find(sqlite3 *db, const char *name, struct patient *patient);
status_t patient_log_remove(sqlite3 *db, const char *name);
status_t patient_log_read_reply(char *reply, size_t reply_len);
status_t export_csv(const char *database, const char *folder);
status_t export_mail(const char *address, const char *file);

#endif
