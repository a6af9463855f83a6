/* Menu of an instrument: functions that never come back. */
#include <stdint.h>
#include <stdio.h>

struct node {
    int value;
    struct node *next;
};

int key_pressed(void);
void redraw(int page);

/* The end is not asked for. */
unsigned long factorial(unsigned n)
{
    return n * factorial(n - 1); // expect: unbounded-recursion at `factorial`
}

/* Both branches go on. */
int count(const struct node *list, int sum)
{
    if (list->value > 0)
        return count(list->next, sum + list->value); // expect: unbounded-recursion at `count`
    return count(list->next, sum);
}

/* The main loop, written as a call. */
void run_menu(int page)
{
    redraw(page);
    if (key_pressed())
        page++;
    run_menu(page); // expect: unbounded-recursion at `run_menu`
}

/* Each leaves it to the other. */
static int to_celsius(int raw);

static int to_kelvin(int raw)
{
    return to_celsius(raw) + 273; // expect: unbounded-recursion at `to_celsius`
}

static int to_celsius(int raw)
{
    return to_kelvin(raw) - 273; // expect: unbounded-recursion at `to_kelvin`
}

int temperature(int raw)
{
    return to_celsius(raw / 16);
}

/* Every star in the pattern takes a frame. */
int matches(const char *pattern, const char *text)
{
    for (; *pattern != '\0'; pattern++, text++) {
        if (*pattern == '*') {
            for (; *text != '\0'; text++)
                if (matches(pattern + 1, text)) // expect: unbounded-recursion at `matches`
                    return 1;
            return pattern[1] == '\0';
        }
        if (*pattern != *text)
            return 0;
    }
    return *text == '\0';
}
