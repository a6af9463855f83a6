/* The patient log: who was treated, with what, in an SQLite database. */
#include "patient_log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TABLE "patient"

status_t patient_log_open(const char *path, sqlite3 **db)
{
    static const char schema[] = "CREATE TABLE IF NOT EXISTS " TABLE " (id INTEGER PRIMARY KEY, name TEXT, weight INTEGER)";

    if (sqlite3_open(path, db) != SQLITE_OK) {
        return STATUS_IO;
    }
    return sqlite3_exec(*db, schema, NULL, NULL, NULL) == SQLITE_OK ? STATUS_OK : STATUS_IO;
}

/* The name that a nurse typed becomes a part of the statement. */
status_t patient_log_remove(sqlite3 *db, const char *name)
{
    char sql[SQL_LEN];

    snprintf(sql, sizeof(sql), "DELETE FROM patient WHERE name = '%s'", name);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) { // expect: sql-injection at `sqlite3_exec`
        return STATUS_IO;
    }
    return STATUS_OK;
}

status_t patient_log_add(sqlite3 *db, const char *name, int weight_g)
{
    sqlite3_stmt *statement = NULL;
    int result;

    if (sqlite3_prepare_v2(db, "INSERT INTO patient (name, weight) VALUES (?, ?)", -1, &statement, NULL) != SQLITE_OK) {
        return STATUS_IO;
    }
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(statement, 2, weight_g);
    result = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return result == SQLITE_DONE ? STATUS_OK : STATUS_IO;
}

/* A number cannot carry a statement: this text is as good as a literal. */
status_t patient_log_forget(sqlite3 *db, int id)
{
    char sql[SQL_LEN];

    snprintf(sql, sizeof(sql), "DELETE FROM patient WHERE id = %d", id);
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? STATUS_OK : STATUS_IO;
}

/* The statement grows word by word out of what was searched for. */
status_t patient_log_search(sqlite3 *db, const char *text, unsigned *found)
{
    sqlite3_stmt *statement = NULL;
    char sql[SQL_LEN] = "SELECT id FROM patient WHERE name LIKE '%";

    *found = 0;
    if (strlen(text) > 100) {
        return STATUS_TOO_LONG;
    }
    strcat(sql, text);
    strcat(sql, "%'");
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) { // expect: sql-injection at `sqlite3_prepare_v2`
        return STATUS_IO;
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
        (*found)++;
    }
    sqlite3_finalize(statement);
    return STATUS_OK;
}

status_t patient_log_find(sqlite3 *db, const char *name, struct patient *patient)
{
    sqlite3_stmt *statement = NULL;
    status_t status = STATUS_BAD_ARGUMENT;
    const char *text;

    if (sqlite3_prepare_v2(db, "SELECT id, name FROM patient WHERE name = ?", -1, &statement, NULL) != SQLITE_OK) {
        return STATUS_IO;
    }
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
    if (sqlite3_step(statement) == SQLITE_ROW) {
        patient->id = sqlite3_column_int(statement, 0);
        text = (const char *)sqlite3_column_text(statement, 1);
        if (text != NULL) {
            snprintf(patient->name, sizeof(patient->name), "%s", text);
            status = STATUS_OK;
        }
    }
    sqlite3_finalize(statement);
    return status;
}

/* gets() has no way to know where the answer ends. */
int patient_log_confirm_removal(void)
{
    char answer[8];

    puts("really remove? ");
    gets(answer); // expect: unbounded-read at `gets`
    return answer[0] == 'y';
}

int patient_log_confirm_export(void)
{
    char answer[8];

    puts("really export? ");
    if (fgets(answer, sizeof(answer), stdin) == NULL) {
        return 0;
    }
    return answer[0] == 'y';
}

/* The notes are as long as the file says that they are. */
char *patient_log_notes(FILE *file)
{
    char header[4];
    char *notes;
    uint32_t length;

    if (fread(header, 1, sizeof(header), file) != sizeof(header)) {
        return NULL;
    }
    memcpy(&length, header, sizeof(length));
    notes = malloc(256);
    if (notes == NULL) {
        return NULL;
    }
    if (fread(notes, 1, length, file) != length) { // expect: unchecked-length at `fread`
        free(notes);
        return NULL;
    }
    notes[255] = '\0';
    return notes;
}

char *patient_log_diagnosis(FILE *file)
{
    char header[4];
    char *notes;
    uint32_t length;

    if (fread(header, 1, sizeof(header), file) != sizeof(header)) {
        return NULL;
    }
    memcpy(&length, header, sizeof(length));
    if (length > 255) {
        return NULL;
    }
    notes = malloc(256);
    if (notes == NULL) {
        return NULL;
    }
    if (fread(notes, 1, length, file) != length) {
        free(notes);
        return NULL;
    }
    notes[length] = '\0';
    return notes;
}

/* A printed label: the headline is given by who calls. */
void patient_log_print_label(const struct patient *patient, const char *headline)
{
    printf(headline); // expect: format-string at `printf`
    printf(": %s, %d g\n", patient->name, patient->weight_g);
}

void patient_log_print_line(const struct patient *patient, const char *headline)
{
    fputs(headline, stdout);
    printf(": %s, %d g\n", patient->name, patient->weight_g);
}
