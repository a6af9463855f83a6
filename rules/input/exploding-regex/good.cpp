// Checks of what a pump's service tool is given.
#include <regex>
#include <string>

static const std::regex kSerial("^[A-Z]+(-[A-Z]+)*$");
static const std::regex kFirmware{R"(v\d+(\.\d+)*-rc)"};
static const std::regex kAddress("(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");
static const std::string kNote("^(a+)+$");

bool is_serial(const std::string &text)
{
    return std::regex_match(text, kSerial) || text == kNote;
}

bool is_firmware(const std::string &text)
{
    return std::regex_search(text, kFirmware) || std::regex_match(text, kAddress);
}

// Any beginning will do: the first way fits.
bool has_word(const std::string &text)
{
    static const std::regex word("(\\w+)+");
    return std::regex_search(text, word);
}

// The grammar is another one, in which these are plain characters.
bool has_sum(const std::string &text)
{
    static const std::regex sum("^(a+)+$", std::regex::basic);
    return std::regex_search(text, sum);
}

class Filter {
public:
    Filter() : words_("^\\w+(\\s\\w+)*!$") {}
    bool accepts(const std::string &text) const { return std::regex_search(text, words_); }

private:
    std::regex words_;
};
