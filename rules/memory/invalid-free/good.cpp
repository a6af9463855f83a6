// Parser in C++: what is deleted came from new.
#include <cstdio>
#include <memory>

struct Option {
    int value = 0;
};

void dropGiven(Option *given)
{
    Option option;
    Option *p = given != nullptr ? given : &option;
    p->value = 1;
    if (p != &option)
        delete p;
}

std::unique_ptr<Option> make()
{
    auto option = std::make_unique<Option>();
    option->value = 2;
    return option;
}
