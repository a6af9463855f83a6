// Texts that are compared whole, or are none to guess.
#include <cstddef>
#include <string>

bool same(const std::string &a, const std::string &b)
{
    unsigned char differs = 0;

    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        differs |= static_cast<unsigned char>(a[i] ^ b[i]);
    return differs == 0;
}

struct Account {
    std::string user;
    std::string password;

    bool operator==(const Account &other) const { return user == other.user && password == other.password; }
};

bool typed_the_same(const std::string &password, const std::string &repeated, const std::string &confirm)
{
    return password == confirm && password.size() == repeated.size();
}

bool has_changed(const Account &account, const std::string &oldPassword)
{
    return account.password != oldPassword;
}

enum class Token { Name, Number };

bool is_expected(Token token, Token expectedToken)
{
    return token == expectedToken;
}
