// Texts of the implant register's statements.
#include "registry.h"

std::string implantQuery(const std::string &maker)
{
    return "SELECT serial FROM implant WHERE maker = '" + maker + "'";
}
