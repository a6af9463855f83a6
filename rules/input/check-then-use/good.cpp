// Reports that are written to files of C++, which nobody asks about before.
#include <filesystem>
#include <fstream>
#include <string>

namespace fs = std::filesystem;

bool store(const fs::path &name, const std::string &text)
{
    std::ofstream out(name, std::ios::app);

    out << text;
    return out.good();
}

// Reading a file if it is there: nothing hangs on which one it was.
int first(const fs::path &name)
{
    if (!fs::exists(name))
        return -1;
    std::ifstream in(name);
    return in.get();
}

bool copy(const fs::path &from, const fs::path &to)
{
    if (!fs::is_regular_file(from))
        return false;
    std::ofstream out(to);
    return out.good();
}
