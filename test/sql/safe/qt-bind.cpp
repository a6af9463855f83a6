// Placeholders, by name and by place.
#include <QSqlQuery>
#include <QString>
#include <QVariant>

bool addNote(const QString &author, const QString &note)
{
    QSqlQuery query;
    query.prepare("INSERT INTO note (author, text) VALUES (:author, :text)");
    query.bindValue(":author", author);
    query.bindValue(":text", note);
    return query.exec();
}

int findId(const QString &name)
{
    QSqlQuery query;
    query.prepare(QStringLiteral("SELECT id FROM patient WHERE name = ?"));
    query.addBindValue(name);
    return query.exec() && query.next() ? query.value(0).toInt() : -1;
}
