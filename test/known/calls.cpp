/* What an analysis across functions does not follow yet. */
#include <vector>

char *house_block();
void house_free(void *block);

struct Sink {
    virtual ~Sink() = default;
    virtual void take(char *p) const = 0;
};

struct Releasing : Sink {
    void take(char *p) const override { house_free(p); }
};

/* Which function a virtual call means is not looked for. */
void FN_virtual_call()
{
    Releasing releasing;
    const Sink &sink = releasing;
    char *p = house_block();

    sink.take(p);
    house_free(p);
}

/* What containers hold is not followed. */
char FN_through_a_container()
{
    std::vector<char *> blocks;
    char *p = house_block();

    if (p == nullptr) {
        return 0;
    }
    blocks.push_back(p);
    house_free(p);
    return blocks[0][0];
}

/* Destructors of local objects do not run. */
struct Holder {
    explicit Holder(char *p) : p_(p) {}
    Holder(const Holder &) = delete;
    Holder &operator=(const Holder &) = delete;
    ~Holder() { house_free(p_); }

private:
    char *p_;
};

void FN_released_by_a_destructor()
{
    char *p = house_block();
    {
        Holder holder(p);
    }
    house_free(p);
}
