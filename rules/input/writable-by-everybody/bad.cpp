// Rights of files, by the library's names.
#include <filesystem>
#include <fstream>
#include <string>

namespace fs = std::filesystem;

void share(const fs::path &settings)
{
    fs::permissions(settings, fs::perms::all); // expect: writable-by-everybody at `fs::permissions`
}

void share_more(const fs::path &settings)
{
    std::filesystem::permissions( // expect: writable-by-everybody at `std::filesystem::permissions`
        settings, std::filesystem::perms::others_write, std::filesystem::perm_options::add);
}
