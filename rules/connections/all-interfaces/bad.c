/* Service port of a pump. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

int listen_service(int fd)
{
    struct sockaddr_in address;

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(4840);
    address.sin_addr.s_addr = htonl(INADDR_ANY); // expect: all-interfaces at `address.sin_addr.s_addr`
    return bind(fd, (const struct sockaddr *)&address, sizeof address);
}

int listen_six(int fd)
{
    struct sockaddr_in6 address;

    memset(&address, 0, sizeof address);
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(4840);
    address.sin6_addr = in6addr_any; // expect: all-interfaces at `address.sin6_addr`
    return bind(fd, (const struct sockaddr *)&address, sizeof address);
}

int listen_text(int fd)
{
    struct sockaddr_in address;

    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(4840);
    if (inet_pton(AF_INET, "0.0.0.0", &address.sin_addr) != 1) // expect: all-interfaces at `inet_pton`
        return -1;
    return bind(fd, (const struct sockaddr *)&address, sizeof address);
}
