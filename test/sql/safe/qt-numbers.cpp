// arg() with numbers, and a column that is one of the program's own.
#include <QSqlQuery>
#include <QString>

bool removeNote(int id)
{
    QSqlQuery query;
    return query.exec(QString("DELETE FROM note WHERE id = %1").arg(id));
}

bool listNotes(bool newestFirst)
{
    const QString column = newestFirst ? "time DESC" : "time";
    QSqlQuery query;
    return query.exec("SELECT id FROM note ORDER BY " + column);
}
