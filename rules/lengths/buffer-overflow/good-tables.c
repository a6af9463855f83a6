/* Texts of numbers that the program has put into a table itself, and that are no larger there. */
#include <stdio.h>
#include <stdlib.h>

void show_samples(void)
{
    int samples[64];
    char shown[4];

    for (int i = 0; i < 64; i++)
        samples[i] = rand() % 1024;
    for (int i = 0; i < 64; i++) {
        sprintf(shown, "%03x", samples[i]);
        puts(shown);
    }
}

int show_steps(void)
{
    int *steps = malloc(500 * sizeof *steps);
    char shown[5];

    if (steps == NULL)
        return -1;
    for (int i = 0; i < 500; i++)
        steps[i] = i * 5;
    sprintf(shown, "%d", steps[499] + 1);
    puts(shown);
    free(steps);
    return 0;
}
