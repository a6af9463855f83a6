// Dose calculation in C++: initialised where it is declared.
#include <cstdint>
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

struct Range {
    double low;
    double high;
};

struct Defaults {
    double low = 1.0;
    double high;
};

// Empty parentheses and braces fill with zeros, members may have values of their own.
double span()
{
    Range zeros{};
    Range same = Range();
    Defaults defaults;
    return zeros.low + same.high + defaults.low;
}

// One loop goes on where the other has stopped, and one reads what it has just written.
double sum()
{
    double doses[10];
    double total = 0;
    int i;
    for (i = 0; i < 5; i++)
        doses[i] = i;
    for (; i < 10; i++)
        doses[i] = doses[i - 1] + doses[i - 5];
    for (i = 0; i < 10; i++)
        total += doses[i];
    return total;
}

// Who stops in time need not have filled all.
int position(double wanted)
{
    double doses[10];
    for (int i = 0; i < 5; i++)
        doses[i] = i;
    for (int i = 0; i < 10; i++)
        if (doses[i] >= wanted || i == 4)
            return i;
    return -1;
}

// A constructor that is called with fewer arguments than it may take.
class Span {
public:
    Span(const char *text, std::size_t length, const char separator = '-');
    bool isOpen() const;

private:
    const char *first_;
    const char *second_;
};

Span::Span(const char *text, std::size_t length, const char separator) : first_(text), second_(text)
{
    for (std::size_t i = 0; i < length; i++)
        if (text[i] == separator)
            second_ = text + i + 1;
}

bool Span::isOpen() const
{
    return first_ == second_;
}

bool isOpen(const char *text, std::size_t length)
{
    const Span span(text, length);
    return span.isOpen();
}

// Where the number ends is written by the function that reads it.
bool isNumber(const std::string &text)
{
    std::size_t end;
    long value = std::stol(text, &end, 10);
    return value >= 0 && end == text.size();
}

// The place is returned, not the pointer that leads there: that may go.
struct Node {
    int value;
};

Node &nodeOf(std::uintptr_t number)
{
    Node *node = reinterpret_cast<Node *>(number);
    return *node;
}

int valueOf(std::uintptr_t number) { return nodeOf(number).value; }
