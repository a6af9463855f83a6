/* One of two programs in the project that both have cells: here they go when they are put back. */
#include "cell.h"

#include <stdlib.h>
#include <string.h>

struct cell *cell_new(const char *text)
{
    struct cell *cell = calloc(1, sizeof *cell);

    if (cell == NULL)
        return NULL;
    cell->text = strdup(text);
    return cell;
}

void cell_put(struct cell *cell)
{
    free(cell->text);
    free(cell);
}
