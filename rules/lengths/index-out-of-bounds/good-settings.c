#include <stdint.h>

/* A size that depends on the kind of device: either may be meant. */
#ifdef SMALL_DEVICE
#define QUEUE_DEPTH 4
#else
#define QUEUE_DEPTH 16
#endif

/* One that a user has set, further down than its default would be. */
#define QUEUE_CONF_OWNERS 12
#ifndef QUEUE_CONF_OWNERS
#define QUEUE_OWNERS 3
#else
#define QUEUE_OWNERS QUEUE_CONF_OWNERS
#endif

/* What is set decides, and is not the size itself. */
#ifdef QUEUE_CONF_LARGE
#define QUEUE_ROOM (QUEUE_CONF_LARGE * 64)
#else
#define QUEUE_ROOM 32
#endif

static uint8_t depths[QUEUE_DEPTH];
static uint8_t owners[QUEUE_OWNERS];
static uint8_t room[QUEUE_ROOM];

uint8_t tenth_depth(void) {
  return depths[10];
}

uint8_t last_owner(void) {
  return owners[11];
}

uint8_t fortieth(void) {
  return room[40];
}
