// Display driver in C++: references and pointers to what is gone.
#include <cstdio>
#include <string>

const std::string &unitName(int channel)
{
    std::string name = channel == 0 ? "mmHg" : "l/min";
    return name; // expect: stack-address-escape at `return`
}

int &counter()
{
    int count = 0;
    return count; // expect: stack-address-escape at `return`
}

struct View {
    const char *text = nullptr;

    void show(int code)
    {
        char line[16];
        std::snprintf(line, sizeof line, "E%d", code);
        text = line; // expect: stack-address-escape at `text`
    }
};

// The object gives a number, but here its address is taken.
struct Setting {
    long long number;
    operator long long() const { return number; }
};

Setting settingOf(int channel);

void keepSetting(int channel, const Setting *&kept)
{
    Setting setting = settingOf(channel);
    kept = &setting; // expect: stack-address-escape at `kept`
}

struct Options {
    const char *tag;
    int version;
};

// The first member is given the address of what ends here.
class Session {
public:
    explicit Session(int code)
    {
        char text[8];
        std::snprintf(text, sizeof text, "%d", code);
        options_ = Options{text, code};
    } // expect: stack-address-escape

private:
    Options options_;
};
