#include <cstdio>
#include <string>

void stairs() {
  for (int width = 0; width < 100; width++) {
    std::string step(width, '#');
    puts(step.c_str());
  }
}
