// Dose calculation in C++: initialised where it is declared.
#include <cstdio>
#include <istream>
#include <string>
#include <vector>

struct Limits {
    double low = 0;
    double high = 0;
};

double rate(bool isBolus)
{
    double value{};
    if (isBolus)
        value = 2.5;
    return value;
}

double span()
{
    Limits limits;
    limits.high = 4.0;
    return limits.high - limits.low;
}

int first()
{
    std::vector<int> values(4);
    return values[0];
}

std::string name(bool isKnown)
{
    std::string text;
    if (isKnown)
        text = "known";
    return text;
}

int chosen(int mode)
{
    const int rate = [mode] {
        if (mode == 1)
            return 40;
        return 0;
    }();
    return rate;
}

// Taken by reference: by one of several overloads, and by a stream.
bool parse(const std::string &text, float &value);
bool parse(const std::string &text, long &value);

float parsed(const std::string &text)
{
    float value;
    return parse(text, value) ? value : 0;
}

int count_blanks(std::istream &in)
{
    int blanks = 0;
    char c;
    while (in.get(c))
        blanks += c == ' ';
    return blanks;
}
