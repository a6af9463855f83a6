#include "cell.h"

#include <stdio.h>

int main(void)
{
    struct cell *cell = cell_new("meter");

    if (cell == NULL)
        return 1;
    cell_put(cell);
    printf("%d users\n", cell->users);
    return 0;
}
