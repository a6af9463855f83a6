/* Objects whose references are counted. The headers are not at hand. */
#include <dbus/dbus.h>
#include <openssl/x509.h>
#include <stddef.h>

void queue_put(DBusMessage *message);

/* Each gives back the reference that it has taken, and the last one that which it was given. */
void use_twice(X509 *certificate)
{
    X509_up_ref(certificate);
    X509_free(certificate);
    X509_free(certificate);
}

void send_and_keep(DBusConnection *bus)
{
    DBusMessage *signal = dbus_message_new_signal("/org/example", "org.example.List", "Changed");

    if (signal == NULL)
        return;
    dbus_message_ref(signal);
    queue_put(signal);
    dbus_message_unref(signal);
    dbus_message_unref(signal);
}
