// Display driver in C++: values are returned, references refer to what lives on.
#include <cstdio>
#include <string>

std::string unitName(int channel)
{
    std::string name = channel == 0 ? "mmHg" : "l/min";
    return name;
}

int &counter()
{
    static int count = 0;
    return count;
}

struct View {
    std::string text;

    void show(int code)
    {
        char line[16];
        std::snprintf(line, sizeof line, "E%d", code);
        text = line;
    }

    const std::string &shown() const { return text; }
};

const std::string &longer(const std::string &a, const std::string &b)
{
    return a.size() > b.size() ? a : b;
}

/* A smart pointer of the house, which becomes the address that it holds. */
struct Node {
    int value;
};

template <class T> class Handle {
public:
    Handle(T *object);
    operator T *() const;
};

Node *make_node();
void keep_node(Node *node);

Node *add_node()
{
    Handle<Node> node(make_node());

    keep_node(node);
    return node;
}

// An operator makes a number of the object: that outlives it.
struct Setting {
    long long number;
    explicit operator bool() const { return number != 0; }
    operator long long() const { return number; }
};

Setting settingOf(int channel);

bool readSetting(int channel, long long &number)
{
    if (auto const setting = settingOf(channel)) {
        number = setting;
        return true;
    }
    return false;
}

// In braces, an object of the same struct is copied, not put into the first member.
struct Options {
    char tag[4];
    int version;
};

class Session {
public:
    explicit Session(Options options) : options_{options} {}
    int version() const { return options_.version; }

private:
    Options options_;
};
