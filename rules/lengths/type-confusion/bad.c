#include <stdint.h>
#include <stdio.h>
#include <string.h>

union setting
{
    int number;
    const char *text;
    double factor;
};

/* The number is taken for the address of a text. */
size_t length_of_number(int number)
{
    union setting s;
    s.number = number;
    return strlen(s.text); // expect: type-confusion at `s.text`
}

struct option
{
    enum { NUMBER, TEXT } tag;
    union setting value;
};

/* The tag says what it is, and nobody asks. */
void show(int number)
{
    struct option o;
    o.tag = NUMBER;
    o.value.number = number;
    puts(o.value.text); // expect: type-confusion at `o.value.text`
}

struct pump
{
    int id;
    double rate;
    char *name;
};

struct valve
{
    int id;
    char *name;
    double flow;
};

/* What is a rate in one record is a name in the other. */
int name_of_pump(double rate, char *name)
{
    struct pump pump = { 1, rate, name };
    void *data = &pump;
    const struct valve *valve = data;
    return valve->name[0]; // expect: type-confusion at `valve->name`
}

static double level = 0.5;

char first_of_level(void)
{
    void *data = &level;
    char **text = (char **)data;
    return (*text)[0]; // expect: type-confusion at `*text`
}
