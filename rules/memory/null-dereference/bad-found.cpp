// A search that narrows its answer down, and uses what it found where it was only asked for.
struct Context {
    unsigned char id;
    int result;
    int role;
};

Context *first();
Context *next();

unsigned char find(int role, bool isStrict)
{
    Context *context = first();
    bool found = false;

    while (context && !found) {
        found = context->role == role;
        if (isStrict)
            found &= context->result == 0;
        if (!found)
            context = next();
    }
    if (isStrict)
        return 0;
    return context->id; // expect: null-dereference at `context`
}
