/* Objects of libraries that are given back. The headers are not at hand. */
#include <dbus/dbus.h>
#include <gcrypt.h>
#include <stddef.h>

struct service {
    DBusMessage *last;
};

int length_of(const char *text, size_t size)
{
    gcry_sexp_t list;
    int length;

    if (gcry_sexp_new(&list, text, size, 1) != 0)
        return -1;
    length = gcry_sexp_length(list);
    gcry_sexp_release(list);
    return length;
}

/* The caller gets it. */
DBusMessage *ask(const char *name)
{
    DBusMessage *call = dbus_message_new_method_call("org.example", "/org/example", "org.example.List", "Add");

    if (call != NULL)
        dbus_message_append_args(call, 's', &name, 0);
    return call;
}

/* It is kept. */
void keep(struct service *service)
{
    service->last = dbus_message_new_signal("/org/example", "org.example.List", "Changed");
}
