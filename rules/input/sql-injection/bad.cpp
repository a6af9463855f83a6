// Patient log in C++: statements put together from strings.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <sqlite3.h>
#include <string>

int findPatient(sqlite3 *db, const std::string &name)
{
    const std::string sql = "SELECT id FROM patient WHERE name = '" + name + "'";
    return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); // expect: sql-injection at `sqlite3_exec`
}

int deleteLog(sqlite3 *db, const std::string &day)
{
    std::string sql = "DELETE FROM log WHERE day = '";
    sql += day;
    sql.append("'");
    return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); // expect: sql-injection at `sqlite3_exec`
}

bool rename(const QString &name, int id)
{
    QSqlQuery query;
    return query.exec("UPDATE patient SET name = '" + name + "' WHERE id = " + QString::number(id)); // expect: sql-injection at `query.exec`
}

bool login(const QString &user)
{
    QSqlQuery query;
    const QString sql = QString("SELECT 1 FROM account WHERE login = '%1'").arg(user);
    return query.exec(sql); // expect: sql-injection at `query.exec`
}

bool setNote(const QString &note)
{
    QSqlQuery query;
    query.prepare("UPDATE log SET note = '" + note + "'"); // expect: sql-injection at `query.prepare`
    return query.exec();
}
