/* Functions that call each other in circles tell one another what each does by itself. */
#include <stdlib.h>

struct value {
    int kind;
    int count;
    struct value *items;
};

static void drop_items(struct value *value, int depth);

static void drop_value(struct value *value, int depth)
{
    if (value->kind == 1)
        drop_items(value->items, depth + 1);
    free(value);
}

static void drop_items(struct value *value, int depth)
{
    drop_value(value, depth);
}

int count_and_drop(struct value *value)
{
    drop_items(value, 0);
    return value->count; // expect: use-after-free at `value->count`
}

int drop_and_count(struct value *value)
{
    int count = value->count;

    drop_items(value, 0);
    return count;
}
