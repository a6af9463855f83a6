// Recordings of a monitor that a phone asks for.
#include <QFile>
#include <QTcpSocket>
#include <QUdpSocket>
#include <QNetworkDatagram>

bool remove_recording(QTcpSocket *phone)
{
    QString name = phone->readLine();

    return QFile::remove("/var/recordings/" + name); // expect: path-traversal at `QFile::remove("/var/recordings/" + name)`
}

QByteArray recording(QTcpSocket *phone)
{
    QString name = QString::fromUtf8(phone->readAll());
    QFile file("/var/recordings/" + name); // expect: path-traversal at `file("/var/recordings/" + name)`

    file.open(QIODevice::ReadOnly);
    return file.readAll();
}

bool forget(QUdpSocket *phones)
{
    QNetworkDatagram order = phones->receiveDatagram(64);

    return QFile::remove(QString::fromUtf8(order.data())); // expect: path-traversal at `QFile::remove(QString::fromUtf8(order.data()))`
}
