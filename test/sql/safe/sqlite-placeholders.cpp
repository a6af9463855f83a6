// As many placeholders as there are values: the text depends on their number only.
#include <sqlite3.h>
#include <string>
#include <vector>

int findBeds(sqlite3 *db, const std::vector<std::string> &wards, sqlite3_stmt **statement)
{
    std::string sql = "SELECT id FROM bed WHERE ward IN (";
    for (std::size_t i = 0; i < wards.size(); i++)
        sql += i == 0 ? "?" : ", ?";
    sql += ")";
    int status = sqlite3_prepare_v2(db, sql.c_str(), -1, statement, nullptr);
    for (std::size_t i = 0; status == SQLITE_OK && i < wards.size(); i++)
        status = sqlite3_bind_text(*statement, static_cast<int>(i) + 1, wards[i].c_str(), -1, SQLITE_TRANSIENT);
    return status;
}
