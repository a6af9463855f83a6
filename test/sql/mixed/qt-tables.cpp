// Names of tables: from the program, and from a combo box.
#include <QComboBox>
#include <QSqlQuery>
#include <QString>

static const QStringList TABLES = {"note", "alarm", "trend"};

bool clearTable(const QComboBox &box)
{
    const QString table = box.currentText();
    QSqlQuery query;
    return query.exec(QString("DELETE FROM %1").arg(table)); // expect: sql-injection at `query.exec`
}

bool clearKnownTable(const QString &table)
{
    if (!TABLES.contains(table))
        return false;
    QSqlQuery query;
    return query.exec(QString("DELETE FROM %1").arg(table));
}
