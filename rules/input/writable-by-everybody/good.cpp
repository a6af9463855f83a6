// Rights of files, by the library's names.
#include <filesystem>
#include <string>

namespace fs = std::filesystem;

void keep(const fs::path &settings)
{
    fs::permissions(settings, fs::perms::owner_all | fs::perms::group_read);
}

void take_back(const fs::path &settings)
{
    fs::permissions(settings, fs::perms::others_all, fs::perm_options::remove);
}
