#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void list(size_t count, const int *given) {
  size_t i;
  int *copies;
  if (count == 0 || count > SIZE_MAX / sizeof(int))
    return;
  copies = malloc(count * sizeof(int));
  if (copies == NULL)
    return;
  for (i = 0; i < count; i++)
    copies[i] = given[i];
  for (i = 0; i < count; i++)
    printf("%d", copies[i]);
  free(copies);
}
