#include <stddef.h>

struct filter;
void discard_filter(struct filter **filter);

struct attempt {
  struct filter *filter;
  int result;
};

struct race {
  struct attempt attempts[2];
  size_t count;
};

static void discard_attempt(struct attempt *attempt) {
  if (attempt->filter)
    discard_filter(&attempt->filter);
}

void discard_all(struct race *race) {
  for (size_t i = 0; i < race->count; i++)
    discard_attempt(&race->attempts[i]);
}
