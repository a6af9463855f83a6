#ifndef RELAY_CELL_H
#define RELAY_CELL_H

struct cell {
    char *text;
    int users;
};

struct cell *cell_new(const char *text);
void cell_put(struct cell *cell);

#endif
