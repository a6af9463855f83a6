int count_marks(const unsigned char *text, int length) {
  int i = 0;
  int marks = 0;
  do {
    while (i < length && text[i] != 0x01)
      i++;
    if (i < length) {
      i++;
      marks++;
    }
  } while (i < length);
  return marks;
}
