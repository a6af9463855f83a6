/* Driver whose exceptions from the rule say why they are there. */
#include <stdio.h>

/* The vendor's header declares its registers without volatile; reported to the vendor as case 1234. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdiscarded-qualifiers"

unsigned read_register(unsigned address)
{
    return address + 1;
}

#pragma GCC diagnostic pop

#pragma clang diagnostic ignored "-Wpadded" // layout is fixed by the protocol, see SPEC-17 section 4

struct frame {
    char kind;
    int value;
};

// C4996: strcpy_s is not there on the target; lengths are checked by copy_text.
#pragma warning(disable : 4996)

int value_of(const struct frame *f)
{
    return f->value;
}

/* Warnings may be made stricter without saying why. */
#pragma GCC diagnostic error "-Wformat"
#pragma GCC diagnostic warning "-Wshadow"
