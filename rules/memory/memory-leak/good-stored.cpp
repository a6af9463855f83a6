#include <string>
#include <unordered_map>


struct Entry {
  int size;
};

static std::unordered_map<std::string, Entry *> entries;

void use_entry(const std::string &key) {
  Entry *entry;
  auto found = entries.find(key);
  if (found == entries.end()) {
    entries.emplace(key, entry = new Entry);
    entry->size = 0;
  } else {
    entry = found->second;
  }
  entry->size++;
}
