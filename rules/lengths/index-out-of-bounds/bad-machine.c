/* A calculator that takes from its stack whatever comes over the line. */
#include <stdio.h>

int calculate(FILE *line)
{
    int stack[32];
    int depth = 0;
    int symbol;

    while ((symbol = fgetc(line)) != EOF) {
        switch (symbol) {
        case '1':
            if (depth == 32)
                return -1;
            stack[depth++] = 1;
            break;
        case '=':
            return stack[depth - 1]; // expect: index-out-of-bounds
        default:
            return -1;
        }
    }
    return 0;
}
