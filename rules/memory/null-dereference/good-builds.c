#include <assert.h>

/* What a build trusts in is not what callers may: the definition that asks is the one that counts. */
#if defined(TRUST_CALLERS)
#define ALWAYS(x) (1)
#elif !defined(NDEBUG)
#define ALWAYS(x) ((x) ? 1 : (assert(0), 0))
#else
#define ALWAYS(x) (x)
#endif

struct list {
  int count;
};

int count_all(struct list *all, int failed) {
  assert(all || failed);
  if (ALWAYS(all))
    return all->count;
  return 0;
}
