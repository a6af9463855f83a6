/* Data export: what one library hands out must go back to it. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *pvPortMalloc(size_t size); /* FreeRTOS */
extern void vPortFree(void *ptr);
extern char *sqlite3_mprintf(const char *format, ...);
extern void sqlite3_free(void *ptr);

/* The C library knows nothing of the heap of the operating system. */
int send_frame(size_t size)
{
    char *frame = pvPortMalloc(size);

    if (frame == NULL)
        return -1;
    memset(frame, 0, size);
    free(frame); // expect: mismatched-deallocator at `free`
    return 0;
}

/* And the other way round. */
void log_text(const char *text)
{
    char *copy = strdup(text);

    if (copy == NULL)
        return;
    puts(copy);
    vPortFree(copy); // expect: mismatched-deallocator at `vPortFree`
}

/* A text that SQLite made. */
void show_query(int id)
{
    char *query = sqlite3_mprintf("SELECT * FROM dose WHERE id = %d", id);

    if (query == NULL)
        return;
    puts(query);
    free(query); // expect: mismatched-deallocator at `free`
}

/* A pipe is closed by pclose, which also waits for the command. */
int count_files(void)
{
    int lines = 0;
    int c;
    FILE *list = popen("/bin/ls", "r");

    if (list == NULL)
        return -1;
    while ((c = fgetc(list)) != EOF)
        lines += c == '\n';
    fclose(list); // expect: mismatched-deallocator at `fclose`
    return lines;
}

/* A stream is not a block of memory. */
void touch(const char *path)
{
    FILE *file = fopen(path, "a");

    if (file == NULL)
        return;
    free(file); // expect: mismatched-deallocator at `free`
}

/* A descriptor is a number, and no stream. */
void leave_mark(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);

    if (fd == -1)
        return;
    fclose((FILE *)fd); // expect: mismatched-deallocator at `fclose`
}
