// Checks of what a pump's service tool is given.
#include <regex>
#include <string>

static const std::regex kSerial("^([A-Z]+-?)*$"); // expect: exploding-regex at `"^([A-Z]`
static const std::regex kFirmware{R"(v(\d+\.?)+-rc)"}; // expect: exploding-regex at `R"(v`

bool is_serial(const std::string &text)
{
    return std::regex_match(text, kSerial);
}

bool is_firmware(const std::string &text)
{
    return std::regex_search(text, kFirmware);
}

bool is_host(const std::string &text)
{
    static const std::regex host("([a-z0-9]+\\.?)+"); // expect: exploding-regex at `host`
    return std::regex_match(text, host);
}

bool is_list(const std::string &text)
{
    return std::regex_match(text, std::regex("(\\s*[a-z]*\\s*,?)*;")); // expect: exploding-regex at `std::regex(`
}

class Filter {
public:
    Filter() : words_("^(\\w+\\s?)*!$") {} // expect: exploding-regex at `words_`
    bool accepts(const std::string &text) const { return std::regex_search(text, words_); }

private:
    std::regex words_;
    std::regex fields_{"^(.*,)*!"}; // expect: exploding-regex at `"^(.*`
};
