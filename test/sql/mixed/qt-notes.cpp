// Notes of the ward: bound, numbered and joined.
#include <QSqlQuery>
#include <QString>

bool removeById(int id)
{
    QSqlQuery query;
    return query.exec("DELETE FROM note WHERE id = " + QString::number(id));
}

bool removeByAuthor(const QString &author)
{
    QSqlQuery query;
    query.prepare("DELETE FROM note WHERE author = ?");
    query.addBindValue(author);
    return query.exec();
}

bool removeByText(const QString &text)
{
    QSqlQuery query;
    return query.exec(QString("DELETE FROM note WHERE text LIKE '%%1%'").arg(text)); // expect: sql-injection at `query.exec`
}

bool removeOlder(const QString &date)
{
    QSqlQuery query("DELETE FROM note WHERE time < '" + date + "'"); // expect: sql-injection
    return query.isActive();
}
