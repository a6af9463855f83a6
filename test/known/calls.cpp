/* What an analysis across functions does not follow yet. */
#include <vector>

char *house_block();
void house_free(void *block);

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
