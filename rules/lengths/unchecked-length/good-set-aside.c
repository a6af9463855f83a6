#include <string.h>

struct part {
  const char *data;
  size_t size;
  size_t offset;
};

/* Called as fread() is, for items of one byte. */
size_t read_part(char *buffer, size_t size, size_t items, void *source) {
  struct part *part = source;
  size_t length = part->size - part->offset;
  (void)size;
  if (length > items)
    length = items;
  if (length > 0)
    memcpy(buffer, part->data + part->offset, length);
  return length;
}
