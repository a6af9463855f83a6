/* What only an analysis across functions can see: helpers of the same file. */
#include <stdarg.h>
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
void double_free_through_callee(void)
{
    char *p = malloc(8);
    release(p);
    free(p); // expect: double-free at `free(p)`
}

void use_after_free_through_callee(void)
{
    char *p = malloc(8);
    if (p == NULL) {
        return;
    }
    release(p);
    p[0] = 'x'; // expect: use-after-free at `p[0] = 'x'`
}

/* The callee returns null for this very argument. */
char null_from_callee(const char *text)
{
    char *p = find(text, 0);
    return *p; // expect: null-dereference at `*p`
}

/* The callee returns a fresh allocation that nobody takes over. */
void leak_of_callees_allocation(void)
{
    char *p = make();
    if (p != NULL) {
        p[0] = '\0';
    }
} // expect: memory-leak at `}`

void unchecked_allocation_of_callee(void)
{
    char *p = make();
    p[0] = '\0'; // expect: unchecked-allocation at `p[0]`
    free(p);
}

/* The callee needs 17 bytes. */
void overflow_in_callee(void)
{
    char small[8];
    fill(small); // expect: buffer-overflow at `fill(small)`
    puts(small);
}

/* The length comes from outside by way of the callee. */
void length_from_callee(int fd)
{
    char buffer[64];
    size_t length = read_length(fd);
    if (read(fd, buffer, length) < 0) { // expect: unchecked-length at `read(fd, buffer, length)`
        return;
    }
    buffer[0] = '\0';
}

static void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    exit(1);
}

/* The callee never returns, though only its body says so: clean. */
char *checked_by_a_callee_that_exits(void)
{
    char *line = malloc(40);
    if (line == NULL) {
        out_of_memory();
    }
    line[0] = '\0';
    return line;
}

/* A helper that may find nothing: this caller knows that it is there. */
char clean_find(const char *text, int wanted)
{
    return *find(text, wanted);
}

/* Null is something that the helper expects, not this caller. */
static size_t length_or_zero(const char *text)
{
    return text == NULL ? 0 : strlen(text);
}

char clean_tolerant_helper(const char *text)
{
    size_t length = length_or_zero(text);
    return length > 0 ? text[length - 1] : text[0];
}

/* The helper fills the buffer, or says that it did not. */
static int parse(const char *text, int *value)
{
    if (text[0] < '0' || text[0] > '9') {
        return -1;
    }
    *value = text[0] - '0';
    return 0;
}

int clean_filled_by_helper(const char *text)
{
    int value;
    if (parse(text, &value) != 0) {
        return -1;
    }
    return value;
}

/* A pointer to a function with one possible value. */
void double_free_through_pointer(void)
{
    void (*drop)(char *) = release;
    char *p = malloc(8);
    drop(p);
    drop(p); // expect: double-free at `drop(p)`
}

/* Calls in circles come to an end. */
static int even(unsigned n);

static int odd(unsigned n)
{
    return n == 0 ? 0 : even(n - 1);
}

static int even(unsigned n)
{
    return n == 0 ? 1 : odd(n - 1);
}

int clean_circle(unsigned n)
{
    char *p = malloc(8);
    if (p == NULL) {
        return 0;
    }
    n = (unsigned)even(n);
    free(p);
    return (int)n;
}

/* The house's printf: what comes from outside becomes its format. */
static void say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
}

void format_from_outside(int fd)
{
    char line[64];
    ssize_t n = read(fd, line, sizeof(line) - 1);
    if (n < 0) {
        return;
    }
    line[n] = '\0';
    say(line); // expect: format-string at `say(line)`
    say("%s", line);
}
