// Doors that open to whoever has read the program.
#include <cstring>
#include <string>

#define SERVICE_PASSWORD "pump-4711"

class Console
{
public:
    bool login(const std::string &user, const std::string &password)
    {
        if (user == "service" && password == "s3rv1ce!") // expect: hard-coded-secret at `password == "s3rv1ce!"`
            isOpen_ = true;
        return isOpen_;
    }

    bool unlock(const char *given) const
    {
        return std::strcmp(given, SERVICE_PASSWORD) == 0; // expect: hard-coded-secret at `std::strcmp`
    }

    bool unlock_with(const std::string &user_passwd) const
    {
        if (strncmp(user_passwd.c_str(), "letmein42", 9) != 0) // expect: hard-coded-secret at `strncmp`
            return false;
        return isOpen_;
    }

private:
    bool isOpen_ = false;
};
