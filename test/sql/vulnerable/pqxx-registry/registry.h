#ifndef REGISTRY_H
#define REGISTRY_H

#include <string>

std::string implantQuery(const std::string &maker);

#endif
