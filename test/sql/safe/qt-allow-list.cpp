// Only names that are known go on.
#include <QSqlQuery>
#include <QString>

bool sortNotes(const QString &column)
{
    QSqlQuery query;
    if (column != "time" && column != "author")
        return false;
    return query.exec(QString("SELECT id FROM note ORDER BY %1").arg(column));
}
