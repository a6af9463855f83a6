/* The same export, everything returned to where it came from. */
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

int send_frame(size_t size)
{
    char *frame = pvPortMalloc(size);

    if (frame == NULL)
        return -1;
    memset(frame, 0, size);
    vPortFree(frame);
    return 0;
}

/* strdup, asprintf and realloc share the heap of malloc. */
void log_text(const char *text, size_t more)
{
    char *copy = strdup(text);
    char *larger;

    if (copy == NULL)
        return;
    larger = realloc(copy, strlen(text) + more + 1);
    if (larger == NULL) {
        free(copy);
        return;
    }
    puts(larger);
    free(larger);
}

void show_query(int id)
{
    char *query = sqlite3_mprintf("SELECT * FROM dose WHERE id = %d", id);

    if (query == NULL)
        return;
    puts(query);
    sqlite3_free(query);
}

int count_files(void)
{
    int lines = 0;
    int c;
    FILE *list = popen("/bin/ls", "r");

    if (list == NULL)
        return -1;
    while ((c = fgetc(list)) != EOF)
        lines += c == '\n';
    pclose(list);
    return lines;
}

/* Which one it is depends on how it was opened. */
int read_first(const char *name, int is_command)
{
    FILE *in = is_command ? popen("/bin/date", "r") : fopen(name, "r");
    int first;

    if (in == NULL)
        return -1;
    first = fgetc(in);
    if (is_command)
        pclose(in);
    else
        fclose(in);
    return first;
}

/* The stream takes the descriptor over. */
int read_descriptor(int fd)
{
    FILE *in = fdopen(fd, "r");
    int first;

    if (in == NULL) {
        close(fd);
        return -1;
    }
    first = fgetc(in);
    fclose(in);
    return first;
}

/* Descriptors are closed by close(). */
void leave_mark(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);

    if (fd == -1)
        return;
    close(fd);
}
