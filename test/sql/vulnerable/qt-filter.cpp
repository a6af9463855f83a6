// The filter of a table model is the WHERE of a statement.
#include <QLineEdit>
#include <QSqlTableModel>
#include <QString>

static QString wardFilter(const QString &ward)
{
    return "ward = '" + ward.trimmed() + "'";
}

void showWard(QSqlTableModel &model, const QLineEdit &field)
{
    model.setFilter(wardFilter(field.text())); // expect: sql-injection at `model.setFilter`
    model.select();
}
