// Parser in C++: delete of what new never gave.
#include <cstdio>

struct Option {
    int value = 0;
};

void dropLocal()
{
    Option option;
    Option *p = &option;
    p->value = 1;
    delete p; // expect: invalid-free at `delete`
}

void dropMoved()
{
    char *text = new char[16]; // expect: raw-new at `new`
    text[0] = 'a';
    text++;
    delete[] text; // expect: invalid-free at `delete`
}
