/* Gateway to the clinic's network: requests of stations, uploads, the directory of users. */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <regex.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>

#include "gateway_libs.h"

/* Sends a record by the name that a station gives. */
int gateway_open_record(int peer)
{
    char name[64] = "";
    char path[128];

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return -1;
    name[sizeof name - 1] = '\0';
    snprintf(path, sizeof path, "/var/lib/pump/records/%s", name);
    return open(path, O_RDONLY); // expect: path-traversal at `open`
}

/* The twin takes no name with a folder in it. */
int gateway_open_record_checked(int peer)
{
    char name[64] = "";
    char path[128];

    if (recv(peer, name, sizeof name - 1, 0) <= 0)
        return -1;
    name[sizeof name - 1] = '\0';
    if (strchr(name, '/') != NULL)
        return -1;
    snprintf(path, sizeof path, "/var/lib/pump/records/%s", name);
    return open(path, O_RDONLY);
}

FILE *gateway_trace(void)
{
    return fopen("/tmp/gateway.trace", "w"); // expect: insecure-temporary-file at `fopen`
}

FILE *gateway_trace_private(void)
{
    return tmpfile();
}

int gateway_open_folder(const char *folder)
{
    return chmod(folder, 0777); // expect: writable-by-everybody at `chmod`
}

int gateway_open_folder_to_group(const char *folder)
{
    return chmod(folder, 0770);
}

int gateway_share(const char *path)
{
    struct stat info;

    if (lstat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return -1;
    return chmod(path, 0640); // expect: check-then-use at `chmod`
}

int gateway_share_open(int fd)
{
    struct stat info;

    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return -1;
    return fchmod(fd, 0640);
}

void *gateway_plugin(void)
{
    return dlopen("./station.so", RTLD_NOW); // expect: untrusted-library at `dlopen`
}

void *gateway_plugin_installed(void)
{
    return dlopen("/usr/lib/pump/station.so", RTLD_NOW);
}

int gateway_set_zone(int peer)
{
    char zone[64] = "";

    if (recv(peer, zone, sizeof zone - 1, 0) <= 0)
        return -1;
    zone[sizeof zone - 1] = '\0';
    syslog(LOG_INFO, "time zone is %s now", zone); // expect: log-injection at `syslog`
    return setenv("TZ", zone, 1);                  // expect: environment-from-input at `setenv`
}

int gateway_set_zone_known(int peer)
{
    char zone[64] = "";

    if (recv(peer, zone, sizeof zone - 1, 0) <= 0)
        return -1;
    zone[sizeof zone - 1] = '\0';
    if (strcmp(zone, "UTC") != 0 && strcmp(zone, "Europe/Berlin") != 0)
        return -1;
    syslog(LOG_INFO, "time zone is %s now", zone);
    return setenv("TZ", zone, 1);
}

int gateway_search(int peer, regex_t *compiled)
{
    char pattern[64] = "";

    if (recv(peer, pattern, sizeof pattern - 1, 0) <= 0)
        return -1;
    pattern[sizeof pattern - 1] = '\0';
    return regcomp(compiled, pattern, REG_EXTENDED); // expect: regex-from-input at `regcomp`
}

int gateway_search_alarms(regex_t *compiled)
{
    return regcomp(compiled, "^[0-9]+ alarm", REG_EXTENDED);
}

int gateway_wait(int peer)
{
    uint32_t seconds;

    if (recv(peer, &seconds, sizeof seconds, 0) != (ssize_t)sizeof seconds)
        return -1;
    sleep(ntohl(seconds)); // expect: resource-consumption at `sleep`
    return 0;
}

int gateway_wait_briefly(int peer)
{
    uint8_t seconds;

    if (recv(peer, &seconds, sizeof seconds, 0) != (ssize_t)sizeof seconds)
        return -1;
    sleep(seconds);
    return 0;
}

int gateway_find_nurse(LDAP *directory, const char *user, LDAPMessage **found)
{
    char filter[96];

    snprintf(filter, sizeof filter, "(uid=%s)", user);
    return ldap_search_s(directory, "ou=nurses", 2, filter, NULL, 0, found); // expect: ldap-injection at `ldap_search_s`
}

int gateway_find_number(LDAP *directory, int number, LDAPMessage **found)
{
    char filter[96];

    snprintf(filter, sizeof filter, "(employeeNumber=%d)", number);
    return ldap_search_s(directory, "ou=nurses", 2, filter, NULL, 0, found);
}

xmlXPathObjectPtr gateway_order_of(void *context, const char *patient)
{
    char expression[96];

    snprintf(expression, sizeof expression, "//order[@patient='%s']", patient);
    return xmlXPathEval((const unsigned char *)expression, context); // expect: xpath-injection at `xmlXPathEval`
}

xmlXPathObjectPtr gateway_orders(void *context)
{
    return xmlXPathEval((const unsigned char *)"//order", context);
}

xmlDocPtr gateway_parse(const char *text, int size)
{
    return xmlReadMemory(text, size, NULL, NULL, XML_PARSE_NOENT); // expect: xml-external-entities at `xmlReadMemory`
}

xmlDocPtr gateway_parse_alone(const char *text, int size)
{
    return xmlReadMemory(text, size, NULL, NULL, XML_PARSE_NONET);
}

int gateway_protect(SSL_CTX *context)
{
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);          // expect: certificate-verification at `SSL_CTX_set_verify`
    return SSL_CTX_set_min_proto_version(context, TLS1_VERSION); // expect: weak-tls-version at `SSL_CTX_set_min_proto_version`
}

int gateway_protect_well(SSL_CTX *context)
{
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}

const EVP_CIPHER *gateway_cipher(void)
{
    return EVP_des_cbc(); // expect: weak-algorithm at `EVP_des_cbc`
}

const EVP_CIPHER *gateway_cipher_strong(void)
{
    return EVP_aes_256_gcm();
}

int gateway_key_size(EVP_PKEY_CTX *context)
{
    return EVP_PKEY_CTX_set_rsa_keygen_bits(context, 1024); // expect: weak-key at `EVP_PKEY_CTX_set_rsa_keygen_bits`
}

int gateway_key_size_strong(EVP_PKEY_CTX *context)
{
    return EVP_PKEY_CTX_set_rsa_keygen_bits(context, 3072);
}

void gateway_target(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_URL, "http://records.clinic.net/upload"); // expect: cleartext-connection at `curl_easy_setopt`
}

void gateway_target_encrypted(CURL *handle)
{
    curl_easy_setopt(handle, CURLOPT_URL, "https://records.clinic.net/upload");
}

int gateway_link_up(void)
{
    return system("ip link set eth0 up"); // expect: program-search-path at `system`
}

int gateway_link_up_installed(void)
{
    return system("/usr/sbin/ip link set eth0 up");
}

struct gateway_request {
    uint32_t channel;
    const char *text;
};

int gateway_answer(int peer)
{
    struct gateway_request request;

    if (recv(peer, &request, sizeof request, 0) != (ssize_t)sizeof request)
        return -1;
    return request.text[0]; // expect: pointer-from-message at `request.text[0]`
}

int gateway_answer_by_number(int peer)
{
    struct gateway_request request;

    if (recv(peer, &request, sizeof request, 0) != (ssize_t)sizeof request)
        return -1;
    request.text = request.channel == 0 ? "left" : "right";
    return request.text[0];
}

int gateway_listen(int fd)
{
    struct sockaddr_in address;

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(4840);
    address.sin_addr.s_addr = htonl(INADDR_ANY); // expect: all-interfaces at `address.sin_addr.s_addr`
    return bind(fd, (const struct sockaddr *)&address, sizeof address);
}

int gateway_listen_here(int fd)
{
    struct sockaddr_in address;

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(4840);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return bind(fd, (const struct sockaddr *)&address, sizeof address);
}
