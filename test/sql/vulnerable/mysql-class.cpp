// A store of doses: the class keeps the connection, and writes what it is told into statements.
#include <mysql.h>
#include <string>

class DoseStore {
public:
    explicit DoseStore(MYSQL *connection) : connection_(connection) {}

    bool rename(const std::string &from, const std::string &to)
    {
        return run("UPDATE dose SET drug = '" + to + "' WHERE drug = '" + from + "'"); // expect: sql-injection at `run`
    }

private:
    bool run(const std::string &sql)
    {
        return mysql_query(connection_, sql.c_str()) == 0;
    }

    MYSQL *connection_;
};

bool correctSpelling(MYSQL *connection, const std::string &wrong, const std::string &right)
{
    DoseStore store(connection);
    return store.rename(wrong, right);
}
