#include <stdint.h>

/* Sizes that a user may set, and their defaults: nobody sets them here. */
#ifdef RADIO_CONF_FRAMES
#define RADIO_FRAMES RADIO_CONF_FRAMES
#else
#define RADIO_FRAMES 8
#endif

#if !defined(RADIO_CONF_CHANNELS)
#define RADIO_CHANNELS 16
#else
#define RADIO_CHANNELS (RADIO_CONF_CHANNELS)
#endif

/* One that is set. */
#define RADIO_CONF_KEYS 4
#ifdef RADIO_CONF_KEYS
#define RADIO_KEYS RADIO_CONF_KEYS
#else
#define RADIO_KEYS 32
#endif

static uint8_t lengths[RADIO_FRAMES];
static uint16_t noise[RADIO_CHANNELS];
static uint32_t keys[RADIO_KEYS];

uint8_t last_length(void) {
  return lengths[8]; // expect: index-out-of-bounds at `lengths[8]`
}

void clear_noise(void) {
  for (int channel = 0; channel <= RADIO_CHANNELS; channel++)
    noise[channel] = 0; // expect: index-out-of-bounds at `noise[channel]`
}

uint32_t key_of(int slot) {
  if (slot < 0 || slot > 4)
    return 0;
  return keys[slot]; // expect: index-out-of-bounds at `keys[slot]`
}
