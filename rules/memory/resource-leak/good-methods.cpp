// Streams of a viewer: methods that share their name with functions of the system.
#include <string>

class Archive;

struct Reader {
    Archive *archive;
    int load(const std::string &path);
};

template <typename File> long size_of(File &file)
{
    if (file.open())
        return file.tell();
    return -1;
}

template <typename File> bool attach(File &file, const std::string &path)
{
    return file.fopen(path.c_str(), "rb");
}
