// The text for a dialog's search, made in one function and run in another.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

static QString byName(const QString &table, const QString &name)
{
    return QString("SELECT id FROM %1 WHERE name = '%2'").arg(table).arg(name);
}

int findId(const QString &name)
{
    QSqlQuery query;
    const QString sql = byName("patient", name);
    if (!query.exec(sql) || !query.next()) // expect: sql-injection at `query.exec`
        return -1;
    return query.value(0).toInt();
}
