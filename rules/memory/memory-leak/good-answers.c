#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>
#include <time.h>

int condition_init(pthread_cond_t *condition) {
  pthread_condattr_t attributes;
  if (pthread_condattr_init(&attributes))
    return -1;
  if (pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC))
    goto give_back;
  if (pthread_cond_init(condition, &attributes))
    goto give_back;
  if (pthread_condattr_destroy(&attributes))
    goto undo;
  return 0;
undo:
  pthread_cond_destroy(condition);
give_back:
  pthread_condattr_destroy(&attributes);
  return -1;
}

struct area {
  void *start;
};

int map_area(struct area *out, int fd, size_t length) {
  struct area made;
  int code;
  made.start = mmap(NULL, length, PROT_READ, MAP_SHARED, fd, 0);
  code = (made.start == MAP_FAILED) ? errno : 0;
  if (code)
    return code;
  *out = made;
  return 0;
}
