/* A service that signs what it sends: objects of libraries that nobody gives back. The headers are not at hand. */
#include <dbus/dbus.h>
#include <gcrypt.h>
#include <openssl/bn.h>
#include <pcap/pcap.h>
#include <stddef.h>
#include <stdio.h>

struct signature {
    BIGNUM *r, *s;
};

int digest_of(const unsigned char *data, size_t size, unsigned char *digest);
int is_signed(const unsigned char *digest, const struct signature *signature);

int check(const unsigned char *signature, const unsigned char *data, size_t size)
{
    unsigned char digest[20];
    struct signature numbers;
    int result;

    numbers.r = BN_new();
    BN_bin2bn(signature, 20, numbers.r);
    numbers.s = BN_new();
    BN_bin2bn(signature + 20, 20, numbers.s);
    if (digest_of(data, size, digest))
        return -1; // expect: resource-leak at `return`
    result = is_signed(digest, &numbers);
    BN_clear_free(numbers.s);
    BN_clear_free(numbers.r);
    return result;
}

/* The handle is put into a variable whose type nothing here declares. */
int length_of(const char *text, size_t size)
{
    gcry_sexp_t list;
    int length;

    if (gcry_sexp_new(&list, text, size, 1) != 0)
        return -1;
    length = gcry_sexp_length(list);
    if (length == 0)
        return -1; // expect: resource-leak at `return`
    gcry_sexp_release(list);
    return length;
}

int announce(DBusConnection *bus, const char *name)
{
    DBusMessage *call, *answer;

    call = dbus_message_new_method_call("org.example", "/org/example", "org.example.List", "Add");
    if (call == NULL)
        return -1;
    dbus_message_append_args(call, 's', &name, 0);
    answer = dbus_connection_send_with_reply_and_block(bus, call, -1, NULL);
    if (answer == NULL) {
        printf("no answer\n");
        return -1; // expect: resource-leak at `return`
    }
    dbus_message_unref(answer);
    dbus_message_unref(call);
    return 0;
}

int has_traffic(const char *device, char *text)
{
    pcap_t *capture = pcap_open_live(device, 96, 0, 100, text);

    return capture != NULL; // expect: resource-leak at `return`
}
