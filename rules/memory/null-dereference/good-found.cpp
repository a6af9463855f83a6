// A search that narrows its answer down, and moves on only where that is no.
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
    if (found)
        return context->id;
    return 0;
}
