// Texts of C++, whose comparison stops at the first difference as well.
#include <string>
#include <utility>

class Guard {
public:
    explicit Guard(std::string token) : token_(std::move(token)) {}

    bool authorized(const std::string &given) const
    {
        const std::string presented_token = given.substr(7);

        return presented_token == token_; // expect: timing-comparison at `presented_token == token_`
    }

private:
    std::string token_;
};

bool log_in(const std::string &given, const std::string &password)
{
    if (given != password) // expect: timing-comparison at `given != password`
        return false;
    return true;
}
