/* What is compared with a word that is written down, and is no password. */
#include <stdlib.h>
#include <string.h>

struct setting {
    const char *name;
    const char *password;
    const char *password_type;
};

int equal_in_constant_time(const char *a, const char *b);

int check_password(const char *given)
{
    const char *wanted = getenv("PUMP_PASSWORD");

    return wanted != NULL && equal_in_constant_time(given, wanted);
}

/* Which setting it is, and how the password is kept. */
int is_password_setting(const struct setting *s)
{
    return strcmp(s->name, "password") == 0;
}

int is_hashed(const struct setting *s)
{
    return strcmp(s->password_type, "scrypt") == 0 || strncmp(s->password, "$6$", 3) == 0 ||
           strncmp(s->password, "{SHA}", 5) == 0;
}

/* Nothing was set, or it is to be asked for. */
int has_password(const char *password)
{
    return strcmp(password, "") != 0 && strcmp(password, "x") != 0 && strcmp(password, "*") != 0;
}

int is_asked_for(const char *password)
{
    return strcmp(password, "-") == 0 || strcmp(password, "prompt") == 0;
}

int check_password_option(const char *option)
{
    return strcmp(option, "--password") == 0;
}

int check_passwords_of(const char *user)
{
    return strcmp(user, "administrator") == 0;
}
