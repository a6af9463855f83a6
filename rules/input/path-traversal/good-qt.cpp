// Recordings of a monitor that a phone asks for, by number.
#include <QFile>
#include <QStringList>
#include <QTcpSocket>

bool remove_recording(QTcpSocket *phone)
{
    bool ok = false;
    int number = QString(phone->readLine()).toInt(&ok);

    return ok && QFile::remove("/var/recordings/" + QString::number(number));
}

bool remove_known(QTcpSocket *phone)
{
    static const QStringList names{"morning", "evening"};
    QString name = phone->readLine();

    return names.contains(name) && QFile::remove("/var/recordings/" + name);
}

QByteArray settings()
{
    QFile file("/etc/monitor.conf");

    file.open(QIODevice::ReadOnly);
    return file.readAll();
}
