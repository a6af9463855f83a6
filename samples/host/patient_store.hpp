// The patient log as a class, with queries by text and by value, and a cache of what was read last.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace host {

struct Patient {
    int id = 0;
    std::string name;
    int weight = 0;
};

class PatientStore {
public:
    explicit PatientStore(const std::string &path);
    ~PatientStore();
    PatientStore(const PatientStore &) = delete;
    PatientStore &operator=(const PatientStore &) = delete;

    bool rename(int id, const std::string &name);
    bool renameByText(int id, const std::string &name);
    std::vector<Patient> byWeight(int from, int to) const;
    std::vector<Patient> byWard(const std::string &ward) const;
    std::size_t size() const;

private:
    sqlite3 *db_ = nullptr;
};

}  // namespace host
