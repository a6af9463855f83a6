/* What only an analysis across functions can see. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void release(char *p)
{
    free(p);
}

static char *find(const char *text, int wanted)
{
    return wanted ? strchr(text, wanted) : NULL;
}

static char *make(void)
{
    return malloc(16);
}

static void fill(char *out)
{
    strcpy(out, "0123456789abcdef");
}

static size_t read_length(int fd)
{
    unsigned char header[2];
    if (read(fd, header, sizeof(header)) != sizeof(header)) {
        return 0;
    }
    return (size_t)header[0] << 8 | header[1];
}

/* The callee releases, the caller does not know. */
void FN_double_free_through_callee(void)
{
    char *p = malloc(8);
    release(p);
    free(p);
}

void FN_use_after_free_through_callee(void)
{
    char *p = malloc(8);
    if (p == NULL) {
        return;
    }
    release(p);
    p[0] = 'x';
}

/* The callee returns null for this very argument. */
char FN_null_from_callee(const char *text)
{
    char *p = find(text, 0);
    return *p;
}

/* The callee returns a fresh allocation that nobody takes over. */
void FN_leak_of_callees_allocation(void)
{
    char *p = make();
    if (p != NULL) {
        p[0] = '\0';
    }
}

void FN_unchecked_allocation_of_callee(void)
{
    char *p = make();
    p[0] = '\0';
    free(p);
}

/* The callee needs 17 bytes. */
void FN_overflow_in_callee(void)
{
    char small[8];
    fill(small);
    puts(small);
}

/* The length comes from outside by way of the callee. */
void FN_length_from_callee(int fd)
{
    char buffer[64];
    size_t length = read_length(fd);
    if (read(fd, buffer, length) < 0) {
        return;
    }
    buffer[0] = '\0';
}

static void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    exit(1);
}

/* The callee never returns, but says so only by its body. */
char *FP_checked_by_a_callee_that_exits(void)
{
    char *line = malloc(40);
    if (line == NULL) {
        out_of_memory();
    }
    line[0] = '\0';
    return line;
}
