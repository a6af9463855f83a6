// Doors that open to who knows the password of this device.
#include <cassert>
#include <cstring>
#include <string>

#define OPTION_PASSWORD "password"

bool verify(const std::string &given, const std::string &hash);
std::string hash_of(const std::string &user);

bool login(const std::string &user, const std::string &password)
{
    if (user == "service" || password.empty() || password == "")
        return false;
    return verify(password, hash_of(user));
}

// Names of settings, and what says where the password is to be had from.
bool is_password_option(const char *name, const std::string &password, const std::string &password_type)
{
    if (std::strcmp(name, "password") == 0 || std::strcmp(name, OPTION_PASSWORD) == 0)
        return true;
    if (password == "none" || password == "prompt" || password.compare(0, 5, "file:") == 0)
        return false;
    return password_type == "plain";
}

bool is_locked(const char *passwd)
{
    return std::strcmp(passwd, "*") == 0 || std::strcmp(passwd, "!locked") == 0;
}

void test_login(const std::string &password)
{
    assert(password == "letmein42");
}
