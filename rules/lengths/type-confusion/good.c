#include <stdint.h>
#include <stdio.h>
#include <string.h>

union setting
{
    int number;
    const char *text;
    double factor;
};

struct option
{
    enum { NUMBER, TEXT } tag;
    union setting value;
};

void show(int number, const char *text)
{
    struct option o;
    o.tag = NUMBER;
    o.value.number = number;
    if (text != NULL) {
        o.tag = TEXT;
        o.value.text = text;
    }
    if (o.tag == TEXT)
        puts(o.value.text);
    else
        printf("%d\n", o.value.number);
}

/* Bits of a number are looked at through a union, and bytes through a pointer. */
uint64_t bits_of(double d)
{
    union { double d; uint64_t bits; } u;
    u.d = d;
    return u.bits;
}

unsigned low_byte(float f)
{
    const unsigned char *bytes = (const unsigned char *)&f;
    return bytes[0];
}

/* A word that carries a number or an address, as callbacks and registers have them. */
int *from_word(uintptr_t word)
{
    union { uintptr_t word; int *pointer; } u;
    u.word = word;
    return u.pointer;
}

struct head
{
    int kind;
    void *next;
};

struct message
{
    int kind;
    void *link;
    double value;
};

/* Records that begin alike may be seen as one another. */
void *next_of(double value)
{
    struct message m = { 1, NULL, value };
    const struct head *h = (const struct head *)&m;
    return h->kind == 1 ? h->next : NULL;
}

struct storage
{
    unsigned char bytes[32];
};

/* Room for whatever is put into it. */
double in_storage(double value, void *link)
{
    struct storage room;
    struct message *m = (struct message *)&room;
    m->kind = 1;
    m->link = link;
    m->value = value;
    return m->value;
}
