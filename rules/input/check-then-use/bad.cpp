// Reports that are written to files of C++.
#include <filesystem>
#include <fstream>
#include <string>

namespace fs = std::filesystem;

bool store(const fs::path &name, const std::string &text)
{
    if (fs::exists(name))
        return false;
    std::ofstream out(name); // expect: check-then-use at `out`
    out << text;
    return out.good();
}

bool replace(const std::string &name, const std::string &text)
{
    std::ofstream out;

    if (fs::is_symlink(name))
        return false;
    out.open(name); // expect: check-then-use at `out.open`
    out << text;
    return out.good();
}

int first(const fs::path &name)
{
    if (!fs::is_regular_file(name))
        return -1;
    std::ifstream in(name); // expect: check-then-use at `in`
    return in.get();
}
