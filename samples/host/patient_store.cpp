// Queries on the patient log. Text from outside belongs into parameters, never into the statement.
#include "patient_store.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace host {

namespace {

// Finalizes the statement at the end of the scope, whatever way it is left.
class Statement {
public:
    Statement(sqlite3 *db, const std::string &sql)
    {
        if (sqlite3_prepare_v2(db, sql.c_str(), -1, &handle_, nullptr) != SQLITE_OK) {
            handle_ = nullptr;
        }
    }
    ~Statement() { sqlite3_finalize(handle_); }
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    explicit operator bool() const { return handle_ != nullptr; }
    sqlite3_stmt *get() const { return handle_; }

private:
    sqlite3_stmt *handle_ = nullptr;
};

}  // namespace

PatientStore::PatientStore(const std::string &path)
{
    if (sqlite3_open(path.c_str(), &db_) != SQLITE_OK) {
        db_ = nullptr;
    }
}

PatientStore::~PatientStore()
{
    if (db_ != nullptr) {
        sqlite3_close(db_);
    }
}

// A patient named Robert'); DROP TABLE patient;-- would be the last one.
bool PatientStore::renameByText(int id, const std::string &name)
{
    std::string sql = "UPDATE patient SET name = '" + name + "' WHERE id = " + std::to_string(id);

    return sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; // expect: sql-injection at `sqlite3_exec`
}

bool PatientStore::rename(int id, const std::string &name)
{
    Statement statement(db_, "UPDATE patient SET name = ? WHERE id = ?");

    if (!statement) {
        return false;
    }
    sqlite3_bind_text(statement.get(), 1, name.c_str(), -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(statement.get(), 2, id);
    return sqlite3_step(statement.get()) == SQLITE_DONE;
}

std::vector<Patient> PatientStore::byWard(const std::string &ward) const
{
    std::vector<Patient> found;
    sqlite3_stmt *statement = nullptr;
    std::string sql = "SELECT id, weight FROM patient WHERE ward = '";

    sql += ward;
    sql += "'";
    if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) { // expect: sql-injection at `sqlite3_prepare_v2`
        return found;
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
        Patient patient;
        patient.id = sqlite3_column_int(statement, 0);
        patient.weight = sqlite3_column_int(statement, 1);
        found.push_back(patient);
    }
    sqlite3_finalize(statement);
    return found;
}

std::vector<Patient> PatientStore::byWeight(int from, int to) const
{
    std::vector<Patient> found;
    Statement statement(db_, "SELECT id, weight FROM patient WHERE weight BETWEEN ? AND ?");

    if (!statement) {
        return found;
    }
    sqlite3_bind_int(statement.get(), 1, from);
    sqlite3_bind_int(statement.get(), 2, to);
    while (sqlite3_step(statement.get()) == SQLITE_ROW) {
        Patient patient;
        patient.id = sqlite3_column_int(statement.get(), 0);
        patient.weight = sqlite3_column_int(statement.get(), 1);
        found.push_back(patient);
    }
    return found;
}

std::size_t PatientStore::size() const
{
    Statement statement(db_, "SELECT COUNT(*) FROM patient");

    if (!statement || sqlite3_step(statement.get()) != SQLITE_ROW) {
        return 0;
    }
    return static_cast<std::size_t>(sqlite3_column_int(statement.get(), 0));
}

// A buffer of the C library in the middle of a C++ function.
std::string initials(const std::string &name)
{
    char *buffer = static_cast<char *>(std::malloc(name.size() + 1)); // expect: malloc-in-cpp at `std::malloc`
    std::size_t used = 0;

    if (buffer == nullptr) {
        return std::string();
    }
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (i == 0 || name[i - 1] == ' ') {
            buffer[used++] = name[i];
        }
    }
    buffer[used] = '\0';
    std::string text(buffer);
    std::free(buffer);
    return text;
}

std::string consonants(const std::string &name)
{
    std::string text;

    text.reserve(name.size());
    for (const char letter : name) {
        if (std::strchr("aeiouAEIOU", letter) == nullptr) {
            text.push_back(letter);
        }
    }
    return text;
}

// Opens the report in the viewer that the environment names.
bool show(const std::string &file)
{
    const std::string command = "xdg-open " + file;

    return std::system(command.c_str()) == 0; // expect: command-injection at `std::system`
}

bool refresh()
{
    return std::system("/usr/bin/pump-refresh --all") == 0;
}

}  // namespace host
