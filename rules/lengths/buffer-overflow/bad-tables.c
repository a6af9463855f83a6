/* Texts of numbers that the program has put into a table itself, one of them larger than the text. */
#include <stdio.h>
#include <stdlib.h>

void show_samples(void)
{
    int samples[64];
    char shown[4];

    for (int i = 0; i < 64; i++)
        samples[i] = rand() % 5000;
    for (int i = 0; i < 64; i++) {
        sprintf(shown, "%03x", samples[i]); // expect: buffer-overflow at `sprintf`
        puts(shown);
    }
}

void show_one(int channel, int measured)
{
    int levels[16];
    char shown[4];

    for (int i = 0; i < 16; i++)
        levels[i] = i;
    levels[5] = measured;
    sprintf(shown, "%03x", levels[channel & 15]); // expect: buffer-overflow at `sprintf`
    puts(shown);
}
