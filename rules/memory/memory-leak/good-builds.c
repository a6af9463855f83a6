/* Each build has its own way to give up; none comes back. */
#include <stdio.h>
#include <stdlib.h>

#ifdef HAS_THREAD_LOCALS
static struct {
    void (*handle)(void *);
    void *data;
} no_memory;

static void memory_exhausted(void)
{
    if (no_memory.handle)
        no_memory.handle(no_memory.data);
    fprintf(stderr, "no memory\n");
    abort();
}
#else
#ifdef HAS_KEYS
void init_keys(void);

static void memory_exhausted(void)
{
    init_keys();
    fprintf(stderr, "no memory\n");
    abort();
}
#else
static void memory_exhausted(void)
{
    fprintf(stderr, "no memory\n");
    abort();
}
#endif
#endif

static void *enlarge(void *block, size_t size)
{
    block = realloc(block, size);
    if (!block)
        memory_exhausted();
    return block;
}

void add_line(char **text, size_t size)
{
    *text = enlarge(*text, size);
}
