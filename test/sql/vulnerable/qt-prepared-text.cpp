// Half of the values are bound; the other half is in the text that is prepared.
#include <QSqlQuery>
#include <QString>

class NoteStore {
public:
    bool add(const QString &author, const QString &note);

private:
    QSqlDatabase database_;
};

bool NoteStore::add(const QString &author, const QString &note)
{
    QSqlQuery query(database_);
    QString sql = "INSERT INTO note (author, text) VALUES ('";
    sql += author;
    sql += "', :text)";
    query.prepare(sql); // expect: sql-injection at `query.prepare`
    query.bindValue(":text", note);
    return query.exec();
}
