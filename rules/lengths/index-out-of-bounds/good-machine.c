/* What a machine has on its stack when it takes from it is what its program makes sure of. */
#include <stddef.h>

enum opcode { OP_PUSH, OP_ADD, OP_DROP, OP_RETURN };

struct step {
    enum opcode opcode;
    int value;
};

/* A dosing rule as the compiler of rules writes it: nothing is added before there are two. */
int run_rule(const struct step *step)
{
    int stack[32];
    int *top = stack;

    for (;; step++) {
        switch (step->opcode) {
        case OP_PUSH:
            if (top == stack + 32)
                return -1;
            *top++ = step->value;
            break;
        case OP_ADD:
            top[-2] += top[-1];
            top--;
            break;
        case OP_DROP:
            top--;
            break;
        case OP_RETURN:
            return top[-1];
        }
    }
}

/* The depth is counted. */
int run_rule_by_depth(const struct step *step)
{
    int stack[32];
    int depth = 0;

    for (;; step++) {
        switch (step->opcode) {
        case OP_PUSH:
            if (depth == 32)
                return -1;
            stack[depth++] = step->value;
            break;
        case OP_ADD:
            stack[depth - 2] += stack[depth - 1];
            depth--;
            break;
        case OP_DROP:
            depth--;
            break;
        case OP_RETURN:
            return stack[depth - 1];
        }
    }
}

struct reading {
    int value;
    int unit;
};

static const unsigned char lengths[] = { 0, 1, 3, 2 };
static const unsigned char next_states[] = { 1, 3, 2, 0, 2, 1 };

int next_token(void);
struct reading read_token(void);

/* A parser whose table says which rule comes next, and with it how much is on the stack. */
struct reading parse_report(void)
{
    struct reading values[64];
    struct reading *value = values;
    struct reading result = { 0, 0 };
    unsigned state = 0;

    while (state != 5) {
        unsigned rule = next_states[state];

        if (rule == 0) {
            if (value == values + 63)
                break;
            *++value = read_token();
            state = (unsigned)next_token() % 6u;
            continue;
        }
        switch (rule) {
        case 2:
            result.value = value[-2].value + value[0].value;
            break;
        case 3:
            result = value[-1];
            break;
        default:
            break;
        }
        value -= lengths[rule];
        *++value = result;
        state = next_states[rule];
    }
    return result;
}
