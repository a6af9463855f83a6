/* The other program's cells: they are counted, and stay. */
#include "cell.h"

#include <stddef.h>

static struct cell cells[8];
static int used;

struct cell *cell_new(const char *text)
{
    (void)text;
    return used < 8 ? &cells[used++] : NULL;
}

void cell_put(struct cell *cell)
{
    cell->users--;
}
