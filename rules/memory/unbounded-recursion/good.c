/* Menu of an instrument: recursion that ends, and calls that only look like one. */
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct node {
    int value;
    struct node *next;
    struct node *child;
};

struct page {
    void (*show)(const struct page *page);
    const struct page *next;
};

int key_pressed(void);
void redraw(int page);

unsigned long factorial(unsigned n)
{
    return n < 2 ? 1 : n * factorial(n - 1);
}

/* Short-circuit. */
int has_value(const struct node *list, int value)
{
    return list != NULL && (list->value == value || has_value(list->next, value));
}

/* A loop that may run no round. */
int depth(const struct node *node)
{
    int deepest = 0;

    for (const struct node *child = node->child; child != NULL; child = child->next) {
        int below = depth(child);

        if (below > deepest)
            deepest = below;
    }
    return deepest + 1;
}

/* Ends by ending the program. */
void run_menu(int page)
{
    redraw(page);
    if (!key_pressed())
        exit(0);
    run_menu(page + 1);
}

/* A way out in a switch. */
int walk(const struct node *node, int command)
{
    switch (command) {
    case 0:
        return walk(node->next, 1);
    case 1:
        return walk(node->child, 2);
    default:
        return node->value;
    }
}

/* The page's own function, whichever it is. */
void show(const struct page *page)
{
    page->show(page);
}

/* Two functions of which one knows the end. */
static int odd(unsigned n);

static int even(unsigned n)
{
    return n == 0 || odd(n - 1);
}

static int odd(unsigned n)
{
    return n != 0 && even(n - 1);
}

int parity(unsigned n)
{
    return even(n);
}

/* The system's function, under the name that this file gives to its own. */
#ifndef MENU_NATIVE
#define menu_read menu_read_all
#endif

int menu_read_all(int fd)
{
    return menu_read(fd) + 1;
}

/* The stars are counted. */
int matches(const char *pattern, const char *text, int stars)
{
    if (stars > 32)
        return 0;
    for (; *pattern != '\0'; pattern++, text++) {
        if (*pattern == '*') {
            for (; *text != '\0'; text++)
                if (matches(pattern + 1, text, stars + 1))
                    return 1;
            return pattern[1] == '\0';
        }
        if (*pattern != *text)
            return 0;
    }
    return *text == '\0';
}

/* Names that a macro of whoever includes this makes are names of several functions. */
int WINDOW(_read)(const int *window, const int **first)
{
    *first = window;
    return 0;
}

int WINDOW(_print)(const int *window)
{
    const int *first = window;

    WINDOW(_read)(window + 1, &first);
    printf("%d\n", *first);
    return 0;
}

/* How deep it goes, what it makes the text of says: room is what it looks at. */
struct value {
    int count;
    struct value **members;
};

char *print_value(const struct value *v, char *text, int size)
{
    int used = 0;

    if (size <= 0)
        return text;
    text[used++] = '{';
    for (int i = 0; i < v->count && used < size; i++) {
        print_value(v->members[i], text + used, size - used);
        used++;
    }
    return text;
}
