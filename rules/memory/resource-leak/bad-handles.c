/* Settings of a service on several systems: handles that nobody closes. The declarations are those of the systems. */
#include <stddef.h>

typedef void *HANDLE;
typedef void *HKEY;
typedef void *SemaphoreHandle_t;
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;

#define INVALID_HANDLE_VALUE ((HANDLE)(long)-1)
#define SQLITE_OK 0
#define SQLITE_ROW 100

HANDLE CreateFileA(const char *path, unsigned access, unsigned share, void *security, unsigned how, unsigned flags, HANDLE from);
int ReadFile(HANDLE file, void *dst, unsigned count, unsigned *done, void *overlapped);
int CloseHandle(HANDLE handle);
long RegOpenKeyExA(HKEY key, const char *name, unsigned options, unsigned access, HKEY *result);
long RegCloseKey(HKEY key);
int sqlite3_open(const char *path, sqlite3 **db);
int sqlite3_prepare_v2(sqlite3 *db, const char *sql, int size, sqlite3_stmt **statement, const char **tail);
int sqlite3_step(sqlite3_stmt *statement);
int sqlite3_finalize(sqlite3_stmt *statement);
SemaphoreHandle_t xSemaphoreCreateBinary(void);
void vSemaphoreDelete(SemaphoreHandle_t semaphore);
int start_transfer(void);

int read_file(const char *path, char *text, unsigned size)
{
    unsigned done = 0;
    HANDLE file = CreateFileA(path, 1, 0, NULL, 3, 0, NULL);

    if (file == INVALID_HANDLE_VALUE)
        return -1;
    if (!ReadFile(file, text, size, &done, NULL))
        return -1; // expect: resource-leak at `return`
    CloseHandle(file);
    return (int)done;
}

int has_setting(HKEY root, const char *name)
{
    HKEY key;

    if (RegOpenKeyExA(root, name, 0, 1, &key) != 0)
        return 0;
    return 1; // expect: resource-leak at `return`
}

int has_rows(sqlite3 *db)
{
    sqlite3_stmt *rows;

    if (sqlite3_prepare_v2(db, "SELECT 1 FROM events", -1, &rows, NULL) != SQLITE_OK)
        return -1;
    if (sqlite3_step(rows) != SQLITE_ROW)
        return 0; // expect: resource-leak at `return`
    sqlite3_finalize(rows);
    return 1;
}

int transfer(void)
{
    SemaphoreHandle_t done = xSemaphoreCreateBinary();

    if (done == NULL)
        return -1;
    if (start_transfer() != 0)
        return -1; // expect: resource-leak at `return`
    vSemaphoreDelete(done);
    return 0;
}
